using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>Which room of a service may import what.</summary>
public sealed class RoomTests
{
    private static readonly string[] Wire = ["Grpc", "Google.Protobuf"];
    private static readonly string[] Messages = ["MassTransit"];
    private static readonly string[] Sql = ["Npgsql", "Dapper"];

    public static TheoryData<string> Services => [.. House.Services];

    [Theory, MemberData(nameof(Services))]
    public void Noun_Domain_KnowsNoWireNoBrokerNoSql(string service) =>
        AssertRoom(service, IsNoun, [.. Wire, .. Messages, .. Sql, "Microsoft.AspNetCore", "StackExchange.Redis"]);

    [Theory, MemberData(nameof(Services))]
    public void Api_WireToDomain_KnowsNoBrokerNoSql(string service) =>
        AssertRoom(service, room => room == "Api", [.. Messages, .. Sql]);

    [Theory, MemberData(nameof(Services))]
    public void Consumers_MessageToDomain_KnowNoSql(string service) =>
        AssertRoom(service, room => room == "Consumers", Sql);

    [Theory, MemberData(nameof(Services))]
    public void Storage_Rows_KnowsNoWireNoBroker(string service) =>
        AssertRoom(service, room => room == "Storage", [.. Wire, .. Messages]);

    private static void AssertRoom(string service, Func<string, bool> room, string[] forbidden)
    {
        var prefix = $"Workforce.{service}.";
        var trespassers =
            from type in House.Assembly(service).Types
            where type.Namespace.StartsWith(prefix, StringComparison.Ordinal) && room(type.Namespace[prefix.Length..].Split('.')[0])
            from import in Imports.Of(type)
            where forbidden.Any(name => import.Namespace == name || import.Namespace.StartsWith(name + ".", StringComparison.Ordinal))
            select $"{type.FullName} imports {import.FullName}";

        Assert.Empty(trespassers.Distinct());
    }

    private static bool IsNoun(string room) => room is not ("Api" or "Consumers" or "Storage" or "Peers" or "Cache");
}
