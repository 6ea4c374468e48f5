using Workforce.Access.V1;

namespace Workforce.ServiceDefaults.Access;

/// <summary>An appointment (penunjukan) as a rule of access needs it.</summary>
/// <param name="UnitId">The unit whose head the person is; null of an office beside the units.</param>
/// <param name="Signs">The office decides and signs for the city.</param>
/// <param name="SubordinateUnitIds">Units whose heads are next below.</param>
/// <param name="FirstDay">Null: since ever.</param>
/// <param name="LastDay">Through this day in the city's zone; null: until further notice.</param>
public sealed record Appointment(
    Guid CityId, Guid? UnitId, bool Signs, IReadOnlyList<Guid> SubordinateUnitIds, Capacity Capacity, DateOnly? FirstDay, DateOnly? LastDay)
{
    /// <summary>Units whose heads are further below.</summary>
    public IReadOnlyList<FurtherUnit> FurtherUnits { get; init; } = [];

    public bool IsValidOn(DateOnly day) => (FirstDay is null || FirstDay <= day) && (LastDay is null || day <= LastDay);

    public IEnumerable<Grant> Grants(DirectoryCity city)
    {
        if (UnitId is { } unit)
            yield return new Grant(Role.Head, false, city.Code, city.Id, UnitId: unit, Capacity: Capacity);
        foreach (var subordinate in SubordinateUnitIds)
            yield return new Grant(Role.Superior, false, city.Code, city.Id, UnitId: subordinate, Capacity: Capacity, Level: Grant.NextAbove);
        foreach (var further in FurtherUnits)
            yield return new Grant(Role.Superior, false, city.Code, city.Id, UnitId: further.UnitId, Capacity: Capacity, Level: further.Level);
        if (Signs)
            yield return new Grant(Role.Signatory, false, city.Code, city.Id, Capacity: Capacity);
    }
}

/// <summary>A unit whose head is below an office, but not next below it.</summary>
/// <param name="Level">2: the superior of the unit's head is next below the office; and so on.</param>
public sealed record FurtherUnit(Guid UnitId, int Level);

/// <summary>All appointments of a person, those that are over too.</summary>
public delegate Task<IReadOnlyList<Appointment>> FindAppointments(string issuer, string subject, CancellationToken cancellation);
