namespace Workforce.Contract.Policies;

/// <summary>
/// The units that keep working although contracts ended (daftar unit yang dikecualikan), the mayor's own decision, in one of its
/// versions. Letter, notice and circular are all worded by it.
/// </summary>
/// <param name="Version">1 for the first; 0 before it is stored.</param>
/// <param name="Number">Of the circular (surat edaran).</param>
/// <param name="StayHomeFrom">Since when all others stay home; null = the first working day after expiry.</param>
/// <param name="Kinds">Every unit of these kinds keeps working.</param>
/// <param name="UnitCodes">And these units.</param>
public sealed record ExemptionList(
    Guid CityId, int Version, string Number, DateOnly DecidedOn, Signatory Signatory, DateOnly? StayHomeFrom,
    ExemptNames Kinds, ExemptNames UnitCodes)
{
    public bool KeepsWorking(string kind, string unitCode) => Kinds.Contains(kind) || UnitCodes.Contains(unitCode);

    /// <summary>
    /// The version in force on a day: of those decided by then, the one decided last. When all were decided later, the first of
    /// those: a mayor who decides after the night still decides about it. Null when there is none.
    /// </summary>
    public static ExemptionList? InForceOn(DateOnly day, IReadOnlyCollection<ExemptionList> versions) =>
        versions.Where(list => list.DecidedOn <= day).MaxBy(list => (list.DecidedOn, list.Version))
        ?? versions.OrderBy(list => list.DecidedOn).ThenByDescending(list => list.Version).FirstOrDefault();
}

/// <summary>Who signed (pejabat penandatangan), with the title under which it was signed.</summary>
public sealed record Signatory(string Name, string Title);
