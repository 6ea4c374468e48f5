using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Corrections;

/// <summary>Finds corrected contracts on whose days the worker would have another one, once all rows of the chunk are in.</summary>
internal static class OverlapCheck
{
    /// <summary>The rows to leave out, with why. Without them no two contracts of a worker share a day.</summary>
    public static IReadOnlyDictionary<CorrectedRow, Finding> FaultsOf(IReadOnlyCollection<CorrectedRow> rows, IReadOnlyList<CityContract> cityContracts)
    {
        var faults = new Dictionary<CorrectedRow, Finding>(ReferenceEqualityComparer.Instance);
        var ofWorker = cityContracts.ToLookup(contract => contract.WorkerId);
        foreach (var worker in rows.GroupBy(row => row.Worker.Id).Where(worker => worker.Any(TakesDays)))
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

    private static (CorrectedRow Row, Finding Fault)? FirstOf(List<CorrectedRow> rows, IEnumerable<CityContract> stored)
    {
        var byContract = rows.ToDictionary(row => row.Contract.Id);
        var contracts = stored.Select(contract => Corrected(contract, byContract.GetValueOrDefault(contract.Id))).OfType<CityContract>().ToList();
        foreach (var row in rows.Where(TakesDays))
        {
            if (contracts.Find(other => other.Id != row.Contract.Id && other.Period.Overlaps(row.Right.Period)) is { } beside)
                return (row, row.Rejected(Column.FirstDay, row.Right.FirstDay.ToIso(), OverlapText.Of(beside, row.Contract.CityId)));
        }
        return null;
    }

    // Only the city's own contracts exclude each other; a vendor may share a worker's days.
    private static bool TakesDays(CorrectedRow row) => row.Right is { VendorId: null, IsWithdrawn: false } && row.Right.Period != row.Contract.Period;

    private static CityContract? Corrected(CityContract stored, CorrectedRow? row) =>
        row is null ? stored
        : row.Right.IsWithdrawn ? null
        : stored with { FirstDay = row.Right.FirstDay, LastDay = row.Right.LastDay };
}
