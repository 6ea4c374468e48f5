using Dapper;

namespace Workforce.Faults.Injection;

/// <summary>Cities turn out to be in another zone, where their day is not over, and then in their own again, as new versions of them.</summary>
public sealed class ZoneFault : IFault
{
    public string Name => "zone-changes";

    public IReadOnlyList<string> Targets => ["contract"];

    public (double Shortest, double Longest) Seconds => (2, 4);

    public IReadOnlyList<string> Holds(string target) => ["postgres"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        await using var source = await system.Running.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(
            """
            create table zone_before as select city_id, time_zone from city;
            update city set version = version + 1, time_zone = 'Pacific/Honolulu';
            """);
        await Task.Delay(strike.Lasts, cancellation);
        await connection.ExecuteAsync(
            """
            update city set version = version + 1, time_zone = zone_before.time_zone
            from zone_before where city.city_id = zone_before.city_id;
            drop table zone_before;
            """);
    }
}
