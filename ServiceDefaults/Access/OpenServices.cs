namespace Workforce.ServiceDefaults.Access;

/// <summary>Services of gRPC itself, which have no rules of ours and which anyone may call: health, and in Development reflection.</summary>
internal static class OpenServices
{
    private static readonly string[] Prefixes = ["/grpc.health.v1.Health/", "/grpc.reflection.v1alpha.ServerReflection/", "/grpc.reflection.v1.ServerReflection/"];

    public static bool Has(string path) => Array.Exists(Prefixes, prefix => path.StartsWith(prefix, StringComparison.Ordinal));
}
