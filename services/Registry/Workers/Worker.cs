using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Workers;

/// <summary>A contract worker (PTT, tenaga kontrak) as other services may see one.</summary>
/// <param name="CityId">The city of the latest contract.</param>
/// <param name="Name">As given, titles included.</param>
/// <param name="NikLastFour">Never more of it.</param>
/// <param name="Facts">What else the register says of the worker.</param>
public sealed record Worker(Guid Id, Guid CityId, string Name, string NikLastFour, WorkerFacts Facts);

/// <summary>What the register may say of a worker and other services may know. Null where it says nothing.</summary>
/// <param name="NipttLastFour">Of numbers never more.</param>
public sealed record WorkerFacts(
    DateOnly? FirstAppointedOn, BknCategory? BknCategory, string? NipttLastFour, string? HealthInsuranceLastFour,
    string? EmploymentInsuranceLastFour);

/// <summary>A worker's name. Without city where there is no such worker within reach.</summary>
public sealed record WorkerName(Guid? CityId, string Name);

/// <summary>A worker's age in whole years. Without city, and 0, where there is no such worker within reach.</summary>
public sealed record WorkerAge(Guid? CityId, int Years);

/// <summary>A worker with contracts, by first day.</summary>
public sealed record WorkerOnRecord(Worker Worker, IReadOnlyList<PeriodOnRecord> Periods)
{
    /// <summary>
    /// What of it is reached: of a city or a vendor the contracts with it; of the head of a unit those there, until the worker has gone on to
    /// another unit; of the worker all. Contracts that are withdrawn the city alone sees, and the worker.
    /// </summary>
    /// <param name="clock">For the day, which is the city's.</param>
    /// <returns>Null where nothing is.</returns>
    public WorkerOnRecord? Within(Reach reach, TimeProvider clock)
    {
        if (reach.EveryCity || reach.Workers.Contains(Worker.Id))
            return this;
        PeriodOnRecord[] reached = [.. Periods.Where(period => IsReached(period, reach, clock))];
        return reached.Length == Periods.Count && reached.Length > 0 ? this
            : reached.Length > 0 ? this with { Periods = reached }
            : null;
    }

    private bool IsReached(PeriodOnRecord period, Reach reach, TimeProvider clock) =>
        reach.Cities.Contains(period.CityId)
        || (!period.Contract.IsWithdrawn && IsReachedWithin(period, reach, clock));

    private bool IsReachedWithin(PeriodOnRecord period, Reach reach, TimeProvider clock) =>
        (period.Contract.Terms.VendorId is { } vendor && reach.Vendors.Contains(vendor))
        || (reach.Units.Contains(period.Contract.Terms.UnitId) && !HasGoneOn(period, clock.TodayIn(period.TimeZone)));

    private bool HasGoneOn(PeriodOnRecord from, DateOnly today) =>
        from.Contract.Terms.Period.LastDay < today
        && Periods.Any(next => !next.Contract.IsWithdrawn && next.CityId == from.CityId
            && next.Contract.Terms.UnitId != from.Contract.Terms.UnitId
            && next.Contract.Terms.Period.FirstDay > from.Contract.Terms.Period.FirstDay
            && next.Contract.Terms.Period.FirstDay <= today);
}

/// <summary>A contract with what says who may see it.</summary>
/// <param name="TimeZone">Of the city; IANA name.</param>
public sealed record PeriodOnRecord(Guid CityId, string TimeZone, ContractPeriod Contract);

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
/// <param name="FirstAppointedOn">TMT Pertama, the day from which the worker was first appointed.</param>
/// <param name="BknCategory">Kategori BKN.</param>
/// <param name="Niptt">NIPTT, the number that a city or province gives to a PTT.</param>
/// <param name="HealthInsuranceNumber">No BPJS Kesehatan, 13 digits.</param>
/// <param name="EmploymentInsuranceNumber">No BPJS Ketenagakerjaan (KPJ), 11 digits.</param>
public sealed record WorkerDetails(
    string Name, DateOnly BirthDate, Sex Sex, string? ThkNumber, string? BirthPlace, string? Education, string? DiplomaNumber,
    DateOnly? GraduatedOn, string? School, string? FieldOfStudy, string? Email, string? Phone,
    DateOnly? FirstAppointedOn, BknCategory? BknCategory, string? Niptt, string? HealthInsuranceNumber, string? EmploymentInsuranceNumber);

/// <summary>
/// Kategori BKN: what the data collection and the selection of 2024 made of a worker (KepmenPANRB 347/2024, in the words of BKN's
/// publication 04/PANPEL.BKN/PPPK.TEKNIS/VI/2025). The numbers are sent and stored.
/// </summary>
public enum BknCategory : short
{
    /// <summary>Eks THK-II: on the 2013 list of honorary workers.</summary>
    R2 = 1,

    /// <summary>Non-ASN terdata: in BKN's database.</summary>
    R3 = 2,

    /// <summary>Non-ASN tidak terdata: not in it.</summary>
    R4 = 3,

    /// <summary>Tidak hadir: was absent from the selection.</summary>
    TH = 4,
}

/// <summary>Jenis kelamin.</summary>
public enum Sex
{
    Male,
    Female,
}

/// <summary>By what a worker is known: name and NIK, all 16 digits.</summary>
public sealed record WorkerIdentity(Guid Id, string Name, string Nik);
