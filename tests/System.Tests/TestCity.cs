using System.Globalization;
using System.Text;
using Google.Protobuf;
using Workforce.Contract.V1;
using Workforce.Faults.Systems;
using Workforce.Registry.V1;
using Workforce.Testing;

namespace Workforce.System.Tests;

/// <summary>A city made for one test: its units, policy and exemption list, and a register of contracts that end on 31 December 2020.</summary>
internal sealed class TestCity
{
    /// <summary>Worker n is of the unit <c>unit-{n % Units + 1}</c>; unit 1 keeps working.</summary>
    public const int Units = 20;

    private const string Superior = "sekda";
    private const string Mayor = "walikota";
    private const int PieceOfFile = 64 * 1024;

    private static int _cities;

    private readonly RunningSystem _system;
    private readonly int _number = Interlocked.Increment(ref _cities);

    private TestCity(RunningSystem system, int contracts)
    {
        _system = system;
        Register = Csv(contracts);
    }

    public string Id { get; private set; } = "";

    public string Code => $"uji-{_number}";

    public string Name => $"Kota Uji {_number}";

    /// <summary>The file that was imported.</summary>
    public byte[] Register { get; }

    public static async Task<TestCity> CreateAsync(RunningSystem system, int contracts)
    {
        var city = new TestCity(system, contracts);
        city.Id = await city.ApplyAsync();
        await city.ImportAsync();
        await Eventually.HoldsAsync(
            async () => (await city.CountAsync()).InForce == contracts, $"Contract has all {contracts} contracts", TimeSpan.FromMinutes(1));
        return city;
    }

    public async Task<ExpireReply> ExpireAsync() =>
        await Cycles.ExpireAsync(new ExpireRequest { CityId = Id, AsOf = "2021-01-01" });

    /// <summary>The city's only cycle, or null while there is none.</summary>
    public async Task<CycleProgress?> ProgressAsync() =>
        (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = Id })).Cycles.SingleOrDefault();

    public async Task<string> UnitIdAsync(string code) =>
        (await new CityService.CityServiceClient(_system.ChannelTo("registry")).ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = Id }))
            .WorkUnits.Single(unit => unit.Code == code).Id;

    /// <summary>Region by city, sequence and birth year by worker: no two workers of any test share a NIK.</summary>
    public string NikOf(int worker) =>
        string.Create(CultureInfo.InvariantCulture, $"53{_number:00}01{BornOf(worker):ddMMyy}{worker % 9_999 + 1:0000}");

    /// <summary>Waits until so many contracts of the only cycle are expired, requested and notified, and so many returned.</summary>
    public Task AwaitAsync(int expired, int returned) => Eventually.IsAsync(
        (expired, expired, expired, returned),
        async () => await ProgressAsync() is { } progress ? (progress.Expired, progress.Requested, progress.Notified, progress.Returned) : default,
        "expired, requested, notified, returned", TimeSpan.FromMinutes(1));

    private CycleService.CycleServiceClient Cycles => new(_system.ChannelTo("contract"));

    private async Task<CountContractsReply> CountAsync() =>
        await new ContractService.ContractServiceClient(_system.ChannelTo("contract"))
            .CountContractsAsync(new CountContractsRequest { CityId = Id });

    private async Task<string> ApplyAsync()
    {
        var cities = new CityService.CityServiceClient(_system.ChannelTo("registry"));
        var applied = await cities.ApplyCityAsync(new ApplyCityRequest
        {
            Code = Code,
            Name = Name,
            TimeZone = Registry.V1.TimeZone.Wita,
            Offices = { new Office { Code = Superior, Title = "Sekretaris Daerah" }, new Office { Code = Mayor, Title = "Wali Kota", Signs = true } },
            WorkUnits =
            {
                Enumerable.Range(1, Units).Select(unit => new WorkUnit
                {
                    Code = $"unit-{unit}",
                    Name = $"Dinas {unit}",
                    Kind = unit == 1 ? "fire-service" : "office",
                    // Of the first, the caller who is no matter is the head.
                    Head = new UnitHead { Name = $"Kepala {unit}", Title = $"Kepala Dinas {unit}", Subject = unit == 1 ? "any head" : "" },
                    Superior = unit == 1 ? Superior : "",
                }),
            },
        });

        // And above that one the caller who is no matter where a superior is called for, and likewise where a signatory is.
        foreach (var (office, name, subject) in ((string, string, string)[])[(Superior, "Sekretaris", "any superior"), (Mayor, "Wali Kota", "any signatory")])
            await new AppointmentService.AppointmentServiceClient(_system.ChannelTo("registry")).AddAppointmentAsync(new AddAppointmentRequest
            {
                CityId = applied.City.Id,
                Office = office,
                Name = name,
                Subject = subject,
                Capacity = Capacity.Definitive,
            });

        var policies = new PolicyService.PolicyServiceClient(_system.ChannelTo("contract"));
        await policies.ApplyPolicyAsync(new ApplyPolicyRequest
        {
            Policy = new Policy
            {
                CityId = applied.City.Id,
                EffectiveFrom = "2020-01-01",
                Rounds = new RoundsPolicy { ExpiryDueDays = 14 },
                Objection = new ObjectionPolicy { Days = 14 },
                AskAt = "BKPPD",
                Language = "id",
            },
        });
        await policies.ApplyExemptionListAsync(new ApplyExemptionListRequest
        {
            ExemptionList = new ExemptionList
            {
                CityId = applied.City.Id,
                Number = "1/SE/2020",
                DecidedOn = "2020-12-30",
                StayHomeFrom = "2021-01-04",
                Signatory = new Signatory { Name = "Wali Uji", Title = "Wali Kota" },
                Kinds = { "fire-service" },
            },
        });
        return applied.City.Id;
    }

    private async Task ImportAsync()
    {
        var registers = new RegisterService.RegisterServiceClient(_system.ChannelTo("registry"));
        using var call = registers.Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = Id, FileName = "uji.csv" } });
        foreach (var piece in Register.Chunk(PieceOfFile))
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece) });
        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        if (reply.RowsRejected > 0)
            throw new InvalidOperationException($"The test's own register has rejected rows, the first: {reply.Findings[0]}");
    }

    private byte[] Csv(int contracts)
    {
        var csv = new StringBuilder("NIK,Nama,Tanggal Lahir,Jenis Kelamin,Nomor SK,Tanggal Mulai,Tanggal Akhir,Jabatan,Unit Kerja\n");
        for (var worker = 0; worker < contracts; worker++)
        {
            csv.Append(CultureInfo.InvariantCulture,
                $"{NikOf(worker)},Pekerja {worker},{BornOf(worker):yyyy-MM-dd},L,SK {_number},2020-01-01,2020-12-31,Petugas,Dinas {worker % Units + 1}\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static DateOnly BornOf(int worker) => new(1960 + worker / 9_999 % 40, 1, 1);
}
