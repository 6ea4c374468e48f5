namespace Workforce.Cli.Connections;

/// <summary>The gRPC addresses of the four services of a running system, for example <c>http://127.0.0.1:5101</c>.</summary>
/// <param name="SetupKey">File of the key that signs in Development; null elsewhere.</param>
/// <param name="Source">The file or the environment that named them, for error messages.</param>
public sealed record Endpoints(Uri Registry, Uri Contract, Uri Evaluation, Uri Notification, string Source, string? SetupKey = null)
{
    public IEnumerable<(string Service, Uri Address)> All =>
        [("registry", Registry), ("contract", Contract), ("evaluation", Evaluation), ("notification", Notification)];
}
