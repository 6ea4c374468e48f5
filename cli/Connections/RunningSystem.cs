using Workforce.Cli.Errors;

namespace Workforce.Cli.Connections;

/// <summary>
/// Finds the running system: by <c>--endpoints</c>, else by the environment, else by the file that <c>./run</c> writes, in the
/// current folder and its parents and then in this program's checkout.
/// </summary>
public static class RunningSystem
{
    /// <summary>A token that <c>workforce token</c> or another program made.</summary>
    public const string TokenVariable = "WORKFORCE_TOKEN";

    private static readonly string[] Services = ["registry", "contract", "evaluation", "notification"];

    /// <exception cref="NotRunningException">There is no running system.</exception>
    /// <exception cref="BadInputException">The file or the environment is invalid.</exception>
    public static Endpoints Find(string? givenFile)
    {
        if (givenFile is not null)
            return File.Exists(givenFile)
                ? EndpointsFile.Read(givenFile)
                : throw new BadInputException($"--endpoints '{givenFile}': there is no such file");

        if (FromEnvironment() is { } endpoints)
            return endpoints;

        var file = Checkout.FindUpwards(EndpointsFile.RelativePath)
            ?? throw new NotRunningException("no running system found; start one with ./run");
        return EndpointsFile.Read(file);
    }

    private static Endpoints? FromEnvironment()
    {
        var given = Services.ToDictionary(service => service, service => Environment.GetEnvironmentVariable(Variable(service)));
        if (given.Values.All(string.IsNullOrEmpty))
            return null;

        Uri Of(string service) => given[service] is { Length: > 0 } text
            ? ServiceAddress.Parse(text, Variable(service))
            : throw new BadInputException($"{Variable(service)} is not set although another WORKFORCE address is; set all four or none");
        return new Endpoints(Of("registry"), Of("contract"), Of("evaluation"), Of("notification"), "the environment", Environment.GetEnvironmentVariable("WORKFORCE_SETUP_KEY") is { Length: > 0 } key ? key : null);
    }

    private static string Variable(string service) => $"WORKFORCE_{service.ToUpperInvariant()}";
}
