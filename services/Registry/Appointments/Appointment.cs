using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Appointments;

/// <summary>A person in an office (penunjukan).</summary>
/// <param name="Name">As letters have it.</param>
/// <param name="Issuer">Of the identity; empty when <paramref name="Subject"/> is.</param>
/// <param name="Subject">The person at the issuer; empty: named in letters, and may do nothing.</param>
/// <param name="FirstDay">Null: since ever.</param>
/// <param name="LastDay">Through this day in the city's zone; null: until further notice.</param>
/// <param name="SubordinateUnitIds">Units whose heads are next below the office.</param>
/// <param name="FurtherUnits">Units whose heads are further below.</param>
/// <param name="AppointedBy">Whose act it was; null of heads that were registered before 0.2.</param>
/// <param name="EndedBy">Null while it has the last day that it was made with.</param>
public sealed record Appointment(
    Guid Id, Guid CityId, Office Office, string Name, string Issuer, string Subject, Capacity Capacity, DateOnly? FirstDay, DateOnly? LastDay,
    IReadOnlyList<Guid> SubordinateUnitIds, IReadOnlyList<FurtherUnit> FurtherUnits, Actor? AppointedBy, Actor? EndedBy)
{
    /// <summary>What one who would appoint another is told.</summary>
    public string Conflict =>
        $"{Name} holds {Office.Title} in that capacity {(FirstDay is { } first ? $"from {first:yyyy-MM-dd}" : "since ever")}"
        + $"{(LastDay is { } last ? $" to {last:yyyy-MM-dd}" : "")}: end that appointment ({Id}) first";
}

/// <summary>What is to become an appointment.</summary>
/// <param name="Office">Its code.</param>
/// <param name="FirstDay">Null: today in the city.</param>
/// <param name="LastDay">Null: until further notice.</param>
public sealed record NewAppointment(
    Guid CityId, string Office, string Name, string Issuer, string Subject, Capacity Capacity, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>The head that a city's declaration names for a unit.</summary>
/// <param name="Office">Code of the unit.</param>
/// <param name="Subject">Empty: none is known.</param>
public sealed record DeclaredHead(string Office, string Name, string Subject);
