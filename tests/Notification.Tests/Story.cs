using Workforce.Contract.Events;
using Workforce.Registry.V1;

namespace Workforce.Notification.Tests;

/// <summary>
/// One cycle of a city that ended on 31 December 2020: a fire service that keeps working, a general section that stays home.
/// Every test has its own, so that tests cannot see each other's notices.
/// </summary>
internal sealed class Story
{
    public static readonly DateOnly LastDay = new(2020, 12, 31);
    public static readonly DateOnly DueDay = new(2021, 1, 14);

    private int _workers;

    /// <param name="cityId">Of another cycle's city; null for a city of its own.</param>
    public Story(Guid? cityId = null)
    {
        CityId = cityId ?? Guid.NewGuid();
        FireService = Unit("Dinas Pemadam Kebakaran", "Yohana Bessie, S.Sos", "Kepala Dinas", keepsWorking: true);
        GeneralSection = Unit("Bagian Umum", "Markus Tallo, S.STP", "Kepala Bagian", keepsWorking: false);
        Cycle = new()
        {
            Id = $"{Id}",
            CityId = $"{CityId}",
            CityName = "Kota Kupang",
            LastDay = "2020-12-31",
            DueDay = "2021-01-14",
            StayHomeFrom = "2021-01-04",
            Policy = new() { CityId = $"{CityId}", Version = 1, Objection = new() { Days = 14 }, AskAt = "BKPPD Kota Kupang, Jalan S. K. Lerik", Language = "id" },
            ExemptionList = new()
            {
                CityId = $"{CityId}",
                Version = 1,
                Number = "BKPPD.800/1234/XII/2020",
                DecidedOn = "2020-12-28",
                Signatory = new() { Name = "Dr. Yosef Lakapu", Title = "Wali Kota Kupang" },
            },
            Units = { FireService, GeneralSection },
        };
    }

    public Guid Id { get; } = Guid.NewGuid();

    public Guid CityId { get; }

    /// <summary>What Contract answers.</summary>
    public Contract.V1.Cycle Cycle { get; }

    public Contract.V1.CycleUnit FireService { get; }

    public Contract.V1.CycleUnit GeneralSection { get; }

    /// <summary>What Registry answers.</summary>
    public Dictionary<Guid, Worker> Workers { get; } = [];

    /// <summary>What Registry answers.</summary>
    public Dictionary<Guid, string> Vendors { get; } = [];

    public static Contract.V1.CycleUnit Unit(string name, string head, string title, bool keepsWorking) => new()
    {
        UnitId = $"{Guid.NewGuid()}",
        Name = name,
        HeadId = $"{Guid.NewGuid()}",
        HeadName = head,
        HeadTitle = title,
        KeepsWorking = keepsWorking,
    };

    public ContractsExpired Expired(params ExpiredUnit[] units) => new(Guid.NewGuid(), CityId, Id, LastDay, DueDay, units);

    public ExpiredUnit Share(Contract.V1.CycleUnit unit, params string[] names) =>
        new(Guid.Parse(unit.UnitId), Guid.Parse(unit.HeadId), unit.KeepsWorking, [.. names.Select(Contract)]);

    public ExpiredUnit Share(Contract.V1.CycleUnit unit, int workers) =>
        Share(unit, [.. Enumerable.Range(0, workers).Select(_ => $"Pekerja {++_workers:00000}")]);

    /// <summary>The worker goes on at the fire service from 1 January 2021.</summary>
    public ContinuingContract GoesOn(ExpiredContract contract, Guid? vendor = null, bool ratesPastPeriod = false) =>
        new(contract.ContractId, Guid.NewGuid(), Guid.Parse(FireService.UnitId), vendor, LastDay.AddDays(1), ratesPastPeriod);

    private ExpiredContract Contract(string name)
    {
        var worker = new Worker { Id = $"{Guid.NewGuid()}", CityId = $"{CityId}", Name = name, NikLast4 = "0001" };
        Workers.Add(Guid.Parse(worker.Id), worker);
        return new ExpiredContract(Guid.NewGuid(), Guid.Parse(worker.Id));
    }
}
