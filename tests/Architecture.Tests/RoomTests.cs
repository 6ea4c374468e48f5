using Mono.Cecil;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>Which room may import what, by the types that its code refers to.</summary>
public sealed class RoomTests
{
    private static readonly string[] Grpc = ["Grpc", "Google.Protobuf"];
    private static readonly string[] MassTransit = ["MassTransit"];
    private static readonly string[] Sql = ["Npgsql", "Dapper"];

    // Statements by way of the unit of work: its other members publish and commit.
    private static readonly string[] Statements =
    [
        "ListAsync", "FindAsync", "ScalarAsync", "ExecuteAsync", "ReadAsync", "CopyAsync", "TryCopyAsync", "OpenAsync", "get_Connection", "get_Transaction",
    ];

    public static TheoryData<string> Services => [.. House.Services];

    public static TheoryData<string> Assemblies => [.. House.Services, "ServiceDefaults", "Cli"];

    [Theory, MemberData(nameof(Services))]
    public void Sql_OutsideOfStores_IsUnknown(string service) =>
        Assert.Empty(
            from type in TypesOf(service)
            where !type.Name.EndsWith("Store", StringComparison.Ordinal)
            from offence in ImportsOf(type, Sql).Concat(
                from call in Imports.CallsOf(type)
                where call.DeclaringType.FullName is "Workforce.ServiceDefaults.Outbox.Database" or "Workforce.ServiceDefaults.Outbox.UnitOfWork"
                where Statements.Contains(call.Name)
                select $"{type.FullName} calls {call.Name}")
            select offence);

    [Theory, MemberData(nameof(Services))]
    public void Grpc_OutsideOfApiAndPeers_IsUnknown(string service) =>
        Assert.Empty(OffencesOf(service, room => room is not ("Api" or "Peers"), Grpc));

    [Theory, MemberData(nameof(Services))]
    public void MassTransit_OutsideOfConsumers_IsUnknown(string service) =>
        Assert.Empty(OffencesOf(service, room => room is not "Consumers", MassTransit));

    [Theory, MemberData(nameof(Assemblies))]
    public void Rooms_Imports_HaveNoCycle(string assembly)
    {
        var imports = (
            from type in TypesOf(assembly)
            from import in Imports.Of(type)
            let room = RoomOf(assembly, type.Namespace)
            let imported = RoomOf(assembly, Outermost(import).Namespace)
            where room is not null && imported is not null && room != imported
            select (Room: room, Imported: imported)).Distinct().ToLookup(import => import.Room, import => import.Imported);

        Assert.Empty(imports.Select(room => CycleFrom(room.Key, imports)).OfType<string>());
    }

    private static IEnumerable<string> OffencesOf(string service, Func<string, bool> rooms, string[] forbidden) =>
        from type in TypesOf(service)
        let room = RoomOf(service, type.Namespace)
        where room is not null && rooms(room)
        from offence in ImportsOf(type, forbidden)
        select offence;

    private static IEnumerable<string> ImportsOf(TypeDefinition type, string[] forbidden) =>
        (from import in Imports.Of(type)
         where forbidden.Any(name => import.Namespace == name || import.Namespace.StartsWith(name + ".", StringComparison.Ordinal))
         select $"{type.FullName} imports {import.FullName}").Distinct();

    private static IEnumerable<TypeDefinition> TypesOf(string assembly) =>
        House.Assembly(assembly).Types.Where(type => type.Namespace.StartsWith($"Workforce.{assembly}", StringComparison.Ordinal));

    // The first folder below the project; null for what lies beside Program.cs, which registers all of them.
    private static string? RoomOf(string assembly, string space)
    {
        var prefix = $"Workforce.{assembly}.";
        if (!space.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var room = space[prefix.Length..].Split('.')[0];
        // The public language of the owner of the same name.
        return room is "V1" or "Events" ? null : room;
    }

    private static TypeReference Outermost(TypeReference type) => type.DeclaringType is null ? type : Outermost(type.DeclaringType);

    private static string? CycleFrom(string room, ILookup<string, string> imports)
    {
        var trails = new Queue<string[]>([[room]]);
        var seen = new HashSet<string>();
        while (trails.TryDequeue(out var trail))
        {
            foreach (var next in imports[trail[^1]])
            {
                if (next == room)
                    return string.Join(" -> ", [.. trail, next]);
                if (seen.Add(next))
                    trails.Enqueue([.. trail, next]);
            }
        }
        return null;
    }
}
