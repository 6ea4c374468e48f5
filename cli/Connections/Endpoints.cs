namespace Workforce.Cli.Connections;

/// <summary>Where the four services of a running system answer gRPC, and who said so.</summary>
/// <param name="Registry">For example <c>http://127.0.0.1:5101</c>.</param>
/// <param name="Contract">Likewise.</param>
/// <param name="Evaluation">Likewise.</param>
/// <param name="Notification">Likewise.</param>
/// <param name="Source">The file or the environment, for error messages.</param>
public sealed record Endpoints(Uri Registry, Uri Contract, Uri Evaluation, Uri Notification, string Source)
{
    public IEnumerable<(string Service, Uri Address)> All =>
        [("registry", Registry), ("contract", Contract), ("evaluation", Evaluation), ("notification", Notification)];
}
