namespace Workforce.Registry.Appointments;

/// <summary>An office (jabatan) of a city.</summary>
/// <param name="Code">Stable within the city; of a unit's head the unit's code.</param>
/// <param name="Title">For example <c>Kepala Dinas Kesehatan</c>.</param>
/// <param name="UnitId">Of which it is the head's; null beside the units.</param>
/// <param name="Superior">Code of the office next above (atasan); empty when none is known.</param>
/// <param name="Signs">Decides and signs for the city (pejabat penandatangan).</param>
public sealed record Office(string Code, string Title, Guid? UnitId, string Superior, bool Signs);
