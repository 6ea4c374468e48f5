namespace Workforce.Registry.Rosters;

/// <summary>Which contracts a roster (daftar pegawai yang dinilai) has: those of a city with a day in the period, without the withdrawn ones.</summary>
/// <param name="UnitIds">Of these units; none: of all.</param>
/// <param name="PeriodTo">Through this day.</param>
public sealed record Roster(Guid CityId, Guid[] UnitIds, DateOnly PeriodFrom, DateOnly PeriodTo);

/// <summary>A contract of a roster, with what a sheet for the unit's head needs.</summary>
/// <param name="Nik">All 16 digits.</param>
/// <param name="Position">Jabatan.</param>
public sealed record RosterEntry(Guid ContractId, Guid WorkerId, string Nik, string Name, Guid UnitId, string UnitName, string Position);

/// <summary>How many contracts of a roster a unit has.</summary>
public sealed record UnitCount(Guid UnitId, int Contracts);

/// <summary>How many persons a unit has.</summary>
public sealed record UnitPersons(Guid UnitId, int Persons);

/// <summary>Which contracts of a roster a unit has; at least one.</summary>
public sealed record UnitContracts
{
    public Guid UnitId { get; init; }
    public required Guid[] ContractIds { get; init; }
}

/// <summary>A contract that was asked for by its id or by a NIK.</summary>
/// <param name="NikAt">Which of the NIKs that were asked for its worker has, from 0; null of one that was asked for by its id.</param>
public sealed record FoundContract(Guid ContractId, Guid WorkerId, Guid UnitId, DateOnly FirstDay, DateOnly LastDay, bool IsWithdrawn, int? NikAt);
