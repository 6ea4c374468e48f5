using Workforce.Registry.Events;

namespace Workforce.Registry.Contracts;

/// <summary>A worker's contract as the register has it.</summary>
/// <param name="Position">Jabatan.</param>
/// <param name="IsBlud">Whether a regional public service agency (BLUD) pays it; null when the register does not say.</param>
/// <param name="IsWithdrawn">It should not have been in the register.</param>
public sealed record ContractPeriod(
    Guid Id, Guid WorkerId, ContractTerms Terms, EngagementKind Engagement, string Position, bool? IsBlud, bool IsWithdrawn = false);

/// <summary>How many contract periods a city has, the withdrawn ones too.</summary>
public sealed record PeriodCount(Guid CityId, int Periods);

/// <summary>What identifies a contract among those of its worker.</summary>
/// <param name="VendorId">The employer; null when it is the city.</param>
/// <param name="Period">When it is in force.</param>
public readonly record struct ContractTerms(Guid UnitId, Guid? VendorId, Period Period)
{
    /// <summary>The kind of engagement while the register says none.</summary>
    public EngagementKind ImpliedEngagement => VendorId is null ? EngagementKind.NonPermanent : EngagementKind.Outsourced;

    /// <summary>Whether they share a day that they may not. Only the city's own contracts exclude each other; a vendor may share a worker's days.</summary>
    public bool Overlaps(ContractTerms other) => VendorId is null && other.VendorId is null && Period.Overlaps(other.Period);
}

/// <summary>What a register row says of the contract besides its terms. Null where the cell is empty.</summary>
/// <param name="DecreeNumber">Nomor SK.</param>
/// <param name="DecreeDate">Tanggal SK.</param>
/// <param name="DecreeEducation">Pendidikan SK, the schooling that the appointment was made on.</param>
/// <param name="Position">Jabatan.</param>
/// <param name="SignatoryPosition">Jabatan Penandatangan.</param>
/// <param name="MonthlyWage">Gaji, whole rupiah a month.</param>
/// <param name="BudgetCode">Kode Anggaran.</param>
/// <param name="Engagement">Jenis Hubungan Kerja; what the employer implies where the cell is empty.</param>
/// <param name="IsBlud">Status BLUD: whether a regional public service agency pays it, and not the city's budget.</param>
public sealed record ContractDetails(
    string DecreeNumber, DateOnly? DecreeDate, string? DecreeEducation, string Position, string? SignatoryPosition,
    long? MonthlyWage, string? BudgetCode, EngagementKind Engagement, bool? IsBlud);
