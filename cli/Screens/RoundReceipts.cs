using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The notices of a round's ratings, by unit and worker, with what was received of them.</summary>
public sealed class RoundReceipts
{
    private RoundReceipts(IReadOnlyList<Entry> entries) => Entries = entries;

    public IReadOnlyList<Entry> Entries { get; }

    /// <summary>Workers' newest notices: each later version replaces the ones before.</summary>
    public int Newest => Entries.Count(entry => entry.IsNewest);

    public int Received => Entries.Count(entry => entry is { IsNewest: true, Notice.Receipt: not null });

    public IEnumerable<Entry> Missing => Entries.Where(entry => entry is { IsNewest: true, Notice.Receipt: null });

    /// <param name="names">By worker.</param>
    public static RoundReceipts Of(IReadOnlyCollection<Notice> notices, IReadOnlyCollection<WorkUnit> units, IReadOnlyDictionary<string, string> names)
    {
        var unitNames = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var newest = notices.GroupBy(notice => notice.ContractId).ToDictionary(contract => contract.Key, contract => contract.Max(notice => notice.RatingVersion));
        return new RoundReceipts([.. notices
            .Select(notice => new Entry(
                notice, unitNames.GetValueOrDefault(notice.UnitId, notice.UnitId), names.GetValueOrDefault(notice.WorkerId, ""),
                notice.RatingVersion == newest[notice.ContractId]))
            .OrderBy(entry => entry.Unit, StringComparer.Ordinal).ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Notice.ContractId, StringComparer.Ordinal)
            .ThenBy(entry => entry.Notice.RatingVersion)]);
    }

    /// <param name="Name">The worker's; empty where Registry does not have it.</param>
    /// <param name="IsNewest">No notice of a later version of the rating was issued.</param>
    public sealed record Entry(Notice Notice, string Unit, string Name, bool IsNewest);
}
