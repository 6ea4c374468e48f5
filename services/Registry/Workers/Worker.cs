using Workforce.Registry.Contracts;

namespace Workforce.Registry.Workers;

/// <summary>A contract worker (PTT, tenaga kontrak) as other services may see one.</summary>
/// <param name="CityId">The city of the latest contract.</param>
/// <param name="Name">As given, titles included.</param>
/// <param name="NikLastFour">Never more of it.</param>
public sealed record Worker(Guid Id, Guid CityId, string Name, string NikLastFour);

/// <summary>A worker with all contracts, by first day.</summary>
public sealed record WorkerOnRecord(Worker Worker, IReadOnlyList<ContractPeriod> Periods);

/// <summary>What a register row says of the person. Null where the cell is empty.</summary>
/// <param name="Name">Nama.</param>
/// <param name="BirthDate">Tanggal Lahir.</param>
/// <param name="Sex">Jenis Kelamin.</param>
/// <param name="ThkNumber">Nomor THK-II, of the 2013 list of honorary workers.</param>
/// <param name="BirthPlace">Tempat Lahir.</param>
/// <param name="Education">Pendidikan.</param>
/// <param name="DiplomaNumber">Nomor Ijazah.</param>
/// <param name="GraduatedOn">Tanggal Lulus.</param>
/// <param name="School">Asal Sekolah.</param>
/// <param name="FieldOfStudy">Bidang Ilmu.</param>
/// <param name="Email">Where notices go.</param>
/// <param name="Phone">Telepon.</param>
public sealed record WorkerDetails(
    string Name, DateOnly BirthDate, Sex Sex, string? ThkNumber, string? BirthPlace, string? Education, string? DiplomaNumber,
    DateOnly? GraduatedOn, string? School, string? FieldOfStudy, string? Email, string? Phone);

/// <summary>Jenis kelamin.</summary>
public enum Sex
{
    Male,
    Female,
}
