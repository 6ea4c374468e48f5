using Google.Protobuf.Reflection;
using Workforce.Identity;

namespace Workforce.Testing.Rpc;

/// <summary>Every call of the public gRPC, as the descriptors in Contracts have it: a new one is found by itself.</summary>
public static class RpcCatalog
{
    private static readonly string[] Services = ["registry", "contract", "evaluation", "notification"];

    /// <summary>The methods, each with the name of a service that serves it.</summary>
    public static IEnumerable<(string Service, MethodDescriptor Method)> Calls =>
        from method in AccessRules.Methods
        from server in ServersOf(method.File)
        select (server, method);

    public static MethodDescriptor Method(string fullName) => Calls.First(call => call.Method.FullName == fullName).Method;

    // Clocks, dead letters and access logs are every service's, the other packages one owner's: workforce.registry.v1.
    private static string[] ServersOf(FileDescriptor file) =>
        file.Package is "workforce.clock.v1" or "workforce.messaging.v1" or "workforce.access.v1" ? Services : [file.Package.Split('.')[1]];
}
