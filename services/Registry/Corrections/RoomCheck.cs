using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Corrections;

/// <summary>Finds corrected contracts for which there is no room beside the worker's others, once all rows of the chunk are in.</summary>
internal static class RoomCheck
{
    /// <summary>The rows to leave out, with why. Without them no two contracts of a worker exclude each other.</summary>
    /// <param name="standing">All contracts of the rows' workers.</param>
    public static IReadOnlyDictionary<CorrectedRow, Finding> FaultsOf(IReadOnlyCollection<CorrectedRow> rows, IReadOnlyList<StandingContract> standing)
    {
        var faults = new Dictionary<CorrectedRow, Finding>(ReferenceEqualityComparer.Instance);
        var ofWorker = standing.ToLookup(contract => contract.WorkerId);
        foreach (var worker in rows.GroupBy(row => row.Worker.Id).Where(worker => worker.Any(TakesRoom)))
        {
            var left = worker.ToList();
            while (FirstOf(left, ofWorker[worker.Key]) is var (row, fault))
            {
                left.Remove(row);
                faults.Add(row, fault);
            }
        }
        return faults;
    }

    private static (CorrectedRow Row, Finding Fault)? FirstOf(List<CorrectedRow> rows, IEnumerable<StandingContract> stored)
    {
        var byContract = rows.ToDictionary(row => row.Contract.Id);
        var contracts = stored.Select(contract => Corrected(contract, byContract.GetValueOrDefault(contract.Id))).OfType<StandingContract>().ToList();
        foreach (var row in rows.Where(TakesRoom))
        {
            if (Room.TakenBy(row.Contract, row.Right, contracts) is { } beside)
                return (row, Fault(row, Room.TextOf(beside, row.Contract.CityId)));
        }
        return null;
    }

    private static Finding Fault(CorrectedRow row, string reason) => row.Right.Period == row.Contract.Period
        ? row.Rejected(Column.Unit, row.Row.Unit, reason)
        : row.Rejected(Column.FirstDay, row.Right.FirstDay.ToIso(), reason);

    private static bool TakesRoom(CorrectedRow row) => !row.Right.IsWithdrawn && row.Right.Terms != row.Contract.Terms;

    private static StandingContract? Corrected(StandingContract stored, CorrectedRow? row) =>
        row is null ? stored
        : row.Right.IsWithdrawn ? null
        : stored with { UnitId = row.Right.UnitId, FirstDay = row.Right.FirstDay, LastDay = row.Right.LastDay };
}
