using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Bench.Fanout;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Cycle;

/// <summary>
/// The physical floor: the rows that a sheet leaves behind in each service, written by plain SQL, one table after the other, in the same
/// PostgreSQL, into tables made by the services' own migrations. They lie ready in tables without keys, so that nothing but the writing is
/// timed, as at the floor of the night.
/// </summary>
internal sealed class PlainRatings : IAsyncDisposable
{
    private readonly List<PlainTable> _tables;

    private PlainRatings(List<PlainTable> tables) => _tables = tables;

    public static async Task<PlainRatings> PrepareAsync(RunningSystem system)
    {
        var (evaluation, contract, notification) = (
            await SideOf.CreateAsync(system, "evaluation"), await SideOf.CreateAsync(system, "contract"), await SideOf.CreateAsync(system, "notification"));
        return new PlainRatings(
        [
            new(evaluation, "rating", (round, _) => $"select * from rating where round_id = '{round}' order by id"),
            new(evaluation, "rated_contract", (round, _) => $"select contract_id from rating where round_id = '{round}' order by contract_id"),
            new(contract, "rated_contract", (_, city) => $"select * from rated_contract where city_id = '{city}' order by contract_id"),
            new(notification, "rated_contract", (round, _) => $"select contract_id from notice where round_id = '{round}' order by contract_id"),
            new(notification, "notice", (round, _) => $"select * from notice where round_id = '{round}' order by id"),
        ]);
    }

    /// <summary>Takes the rows of a round from the services. Those of the rounds before stay, as they do there.</summary>
    public async Task LayOutAsync(Guid round, Guid city)
    {
        foreach (var table in _tables)
            await table.LayOutAsync(round, city);
        foreach (var side in Sides)
            await side.Copy.SettleAsync();
    }

    public async Task<PlainTimes> WriteAsync()
    {
        var seconds = new List<double>();
        foreach (var table in _tables)
            seconds.Add(await table.WriteAsync());
        return new PlainTimes(Ratings: seconds[0] + seconds[1], All: seconds.Sum());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var side in Sides)
            await side.DisposeAsync();
    }

    private IEnumerable<SideOf> Sides => _tables.Select(table => table.Side).Distinct();

    /// <summary>A service's database, and one beside it with the same tables.</summary>
    private sealed record SideOf(NpgsqlConnection Service, NpgsqlConnection Copy)
    {
        public static async Task<SideOf> CreateAsync(RunningSystem system, string service)
        {
            var copy = await SideDatabase.CreateAsync(system, $"plain_{service}");
            await copy.CreateTablesOfAsync(string.Concat(service[..1].ToUpperInvariant(), service.AsSpan(1)));
            await using var source = await system.DatabaseOfAsync(service);
            return new SideOf(await source.OpenConnectionAsync(), copy);
        }

        public async ValueTask DisposeAsync()
        {
            await Service.DisposeAsync();
            await Copy.DisposeAsync();
        }
    }

    private sealed class PlainTable(SideOf side, string name, Func<Guid, Guid, string> queryOf)
    {
        public SideOf Side => side;

        public async Task LayOutAsync(Guid round, Guid city)
        {
            await side.Copy.ExecuteAsync($"create table if not exists laid_out_{name} (like {name}); truncate laid_out_{name}");
            await side.Copy.CopyInAsync($"laid_out_{name}", await side.Service.CopyOutAsync(queryOf(round, city)));
        }

        public async Task<double> WriteAsync()
        {
            var start = Stopwatch.GetTimestamp();
            await side.Copy.ExecuteAsync($"insert into {name} select * from laid_out_{name}", commandTimeout: 0);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}

/// <summary>Seconds of plain SQL.</summary>
/// <param name="Ratings">Of what Evaluation writes until the reply.</param>
/// <param name="All">Of these and of what Contract and Notification write after it.</param>
internal sealed record PlainTimes(double Ratings, double All);
