namespace Workforce.Notification.Cycles;

/// <summary>
/// A renewal cycle as Contract froze it, as far as its notices, letters and circular need it. All are written
/// from the same one, so they cannot contradict each other.
/// </summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="LastDay">The day through which the contracts were in force.</param>
/// <param name="DueDay">By when heads must have rated.</param>
/// <param name="StayHomeFrom">The first day at home (dirumahkan) where a unit does not keep working.</param>
/// <param name="ObjectionDays">Days a worker has to object to a rating.</param>
/// <param name="AskAt">The office where workers ask or object.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
/// <param name="CircularNumber">Number of the circular (surat edaran) that has the exemption list.</param>
/// <param name="DecidedOn">Its date.</param>
/// <param name="SignatoryName">Who signed it.</param>
/// <param name="SignatoryTitle">As what, for example <c>Wali Kota Kupang</c>.</param>
/// <param name="CircularVersion">Version of the template that its public text is written from.</param>
public sealed record Cycle(
    Guid Id, Guid CityId, string CityName, DateOnly LastDay, DateOnly DueDay, DateOnly StayHomeFrom, int ObjectionDays,
    string AskAt, string Language, string CircularNumber, DateOnly DecidedOn, string SignatoryName, string SignatoryTitle,
    int CircularVersion)
{
    /// <summary>The city's work units as they were when the cycle was opened.</summary>
    public IReadOnlyDictionary<Guid, CycleUnit> Units { get; init; } = new Dictionary<Guid, CycleUnit>();
}

/// <summary>A work unit as it was when the cycle was opened.</summary>
/// <param name="HeadName">Of the head, who rates the unit's workers; empty when the unit had none.</param>
/// <param name="HeadTitle">The head's office (jabatan); may be empty.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial).</param>
public sealed record CycleUnit(Guid UnitId, string Name, string HeadName, string HeadTitle, bool KeepsWorking);
