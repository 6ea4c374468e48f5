namespace Workforce.Registry.Contracts;

/// <summary>What a register row says of the contract besides its terms. Null where the cell is empty.</summary>
/// <param name="DecreeNumber">Nomor SK.</param>
/// <param name="DecreeDate">Tanggal SK.</param>
/// <param name="DecreeEducation">Pendidikan SK, the schooling that the appointment was made on.</param>
/// <param name="Position">Jabatan.</param>
/// <param name="SignatoryPosition">Jabatan Penandatangan.</param>
/// <param name="MonthlyWage">Gaji, whole rupiah a month.</param>
/// <param name="BudgetCode">Kode Anggaran.</param>
public sealed record ContractDetails(
    string DecreeNumber, DateOnly? DecreeDate, string? DecreeEducation, string Position, string? SignatoryPosition,
    long? MonthlyWage, string? BudgetCode);
