using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Appointments;

/// <summary>Finds who heads units on a day (kepala unit): one of each.</summary>
public sealed class FindHeads(AppointmentStore appointments)
{
    /// <returns>In the order of the units; units without a head are left out.</returns>
    public async Task<IReadOnlyList<Appointment>> FindAsync(Guid cityId, Guid[] unitIds, DateOnly day, CancellationToken cancellation) =>
        [.. (await appointments.ListHeadsAsync(cityId, unitIds, day, cancellation))
            .GroupBy(head => head.Office.UnitId).OrderBy(unit => unit.Key).Select(unit => unit.MaxBy(Rank)!)];

    // Who acts for the head comes before the definitive one, who is away; then whose appointment began last.
    private static (bool Acts, DateOnly Since, Guid Id) Rank(Appointment head) =>
        (head.Capacity is not Capacity.Definitive, head.FirstDay ?? DateOnly.MinValue, head.Id);
}
