using Dapper;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>The cycles that Contract opened: those of the expected cities, and ids of others, which are not judged.</summary>
internal sealed record CycleRows(ILookup<Guid, CycleRow> ByCity, IReadOnlySet<Guid> OfOthers)
{
    public IEnumerable<CycleRow> All => ByCity.SelectMany(cycles => cycles);

    /// <summary>The one cycle in which a city's contracts must expire; null unless there is exactly one.</summary>
    public CycleRow? Of(Guid cityId) => ByCity[cityId].ToList() is [var only] ? only : null;

    public static async Task<CycleRows> ReadAsync(RunningSystem system, Expectation expected)
    {
        await using var contract = await system.DatabaseOfAsync("contract");
        await using var connection = await contract.OpenConnectionAsync();
        var rows = (await connection.QueryAsync<CycleRow>(
            "select cycle_id as Id, city_id as CityId, last_day as LastDay, due_day as DueDay from cycle")).ToLookup(row => expected.HasCity(row.CityId));
        return new CycleRows(rows[true].ToLookup(row => row.CityId), rows[false].Select(row => row.Id).ToHashSet());
    }
}

internal sealed record CycleRow(Guid Id, Guid CityId, DateOnly LastDay, DateOnly DueDay);
