using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Npgsql;
using Workforce.Contract.Api;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.Api;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Notification.Api;
using Workforce.Notification.V1;
using Workforce.Registry.Api;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Ids;
using Workforce.Testing;
using Workforce.Testing.Rpc;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>All four services in this process, as one system on real servers, with two cities: what one may know, the other may not.</summary>
public sealed class AccessSystem : IAsyncLifetime
{
    private const string ContractsOfCity = "select count(*) from contract where city_id = $1";

    private readonly TestServers _servers = new();
    private readonly Dictionary<string, TestService> _services = [];

    public TestServers Servers => _servers;

    public IReadOnlyDictionary<string, TestService> Running => _services;

    /// <summary>One of two units, <c>damkar</c> and <c>satpol</c>, with a worker in each.</summary>
    internal KnownCity Kupang { get; private set; } = null!;

    /// <summary>Whose appointment in Kupang ended yesterday.</summary>
    internal const string FormerHead = "mantan";

    /// <summary>By whom each role is held in Kupang that an appointment gives.</summary>
    internal static IReadOnlyList<(Role Role, string Subject)> Appointed { get; } =
        [(Role.Head, "kepala-damkar-kupang"), (Role.Superior, "atasan-kupang"), (Role.Signatory, "wakil-kupang")];

    internal KnownCity Blitar { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await _servers.Broker.DeleteQueuesAsync();
        var registry = await StartAsync<CityEndpoint>("registry");
        var address = ("services:registry:grpc:0", $"{registry.Address}");
        var evaluation = await StartAsync<EvaluationRequestEndpoint>("evaluation", address);
        var contract = await StartAsync<PolicyEndpoint>("contract", address, ("services:evaluation:grpc:0", $"{evaluation.Address}"), ("Sweep:Timer", "off"));
        await StartAsync<NoticeEndpoint>("notification", address, ("services:contract:grpc:0", $"{contract.Address}"));
        Kupang = await CreateAsync("kupang", "53710101018");
        Blitar = await CreateAsync("blitar", "35720101018");
        await registry.Client<AppointmentService.AppointmentServiceClient>().AddAppointmentAsync(new AddAppointmentRequest
        {
            CityId = Kupang.Id,
            Office = "unit-1",
            Name = FormerHead,
            Subject = FormerHead,
            Capacity = Capacity.Plh,
            FirstDay = "2020-01-01",
            LastDay = "2020-12-31",
        });
        Blitar = Blitar with { Rows = await PlayAsync(Blitar, "3572010101800001") };
        await AppointAsync(Kupang, "asisten", "atasan-kupang");
        await AppointAsync(Kupang, "wakil", "wakil-kupang");
    }

    // A night leaves one of everything.
    private async Task<KnownRows> PlayAsync(KnownCity city, string nik)
    {
        var (registry, contract, notification) = (Running["registry"], Running["contract"], Running["notification"]);
        await CityRules.DeclareAsync(contract.Client<PolicyService.PolicyServiceClient>(), city.Id, "2020-12-30");
        var cycles = contract.Client<CycleService.CycleServiceClient>();
        await cycles.ExpireAsync(new ExpireRequest { CityId = city.Id, AsOf = "2021-01-01" });
        CycleProgress Progress() => cycles.ListCycles(new ListCyclesRequest { CityId = city.Id }).Cycles.Single();
        await Eventually.HoldsAsync(() => Progress() is { Notified: 2, Requested: 2 }, "all are notified");
        await AwaitCompletedAsync(Progress().CycleId);

        var worker = await registry.Client<WorkerService.WorkerServiceClient>().FindWorkerAsync(new FindWorkerRequest { Nik = nik });
        var contracts = await contract.Client<ContractService.ContractServiceClient>().ListContractsAsync(new ListContractsRequest { CityId = city.Id, WorkerId = worker.Worker.Id });
        await CorrectAsync(registry, contracts.Contracts[0].Id);
        var (unitId, cycleId) = (worker.ContractPeriods[0].UnitId, Progress().CycleId);
        var units = await registry.Client<CityService.CityServiceClient>().GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { unitId } });
        var letters = await notification.Client<LetterService.LetterServiceClient>().ListLettersAsync(new ListLettersRequest { CycleId = cycleId, UnitId = unitId });
        var imports = await registry.Client<RegisterService.RegisterServiceClient>().ListImportsAsync(new ListImportsRequest { CityId = city.Id });
        var appointments = await registry.Client<AppointmentService.AppointmentServiceClient>().ListAppointmentsAsync(new ListAppointmentsRequest { CityId = city.Id });
        await ReassignAsync(city.Id, cycleId, unitId);
        await StateAsync(city.Id, contracts.Contracts[0].Id);
        var rated = await RateAsync(city, $"{nik[..^1]}2");
        await RecommendAsync(cycleId);
        return new KnownRows(
            nik, worker.Worker.Id, unitId, units.WorkUnits[0].Head.Id, imports.Imports[0].ImportId, contracts.Contracts[0].Id, cycleId,
            letters.Letters[0].Id, appointments.Appointments[0].Id, await RejectAsync(city.Id, nik),
            rated.RoundId, await ObjectAsync(rated), rated.RatingId, await SeparateAsync(city.Id, contracts.Contracts[0].Id), await DecideAsync(city, cycleId, contracts.Contracts[0].Id), rated.ContractId);
    }

    private async Task StateAsync(string cityId, string contractId) => await Running["contract"].Client<WillingnessService.WillingnessServiceClient>().RecordStatementsAsync(
        new RecordStatementsRequest
        {
            CityId = cityId,
            Statements = { new NewStatement { ContractId = contractId, Willingness = Willingness.Willing, Paper = new Paper { Number = "800/1", Date = "2020-12-28" } } },
        });

    // Of one who died no one is notified.
    private async Task<string> SeparateAsync(string cityId, string contractId)
    {
        var reply = await Running["contract"].Client<SeparationService.SeparationServiceClient>().RecordSeparationsAsync(
            new RecordSeparationsRequest { CityId = cityId, Separations = { new NewSeparation { ContractId = contractId, Code = SeparationCode.Died, EffectiveOn = "2020-12-27" } } });
        var id = reply.Outcomes[0].Separation.Id;
        // Tests compare rows, and the message leaves one.
        await Running["notification"].HandledAsync(DerivedId.From("workers-separated", Guid.Parse(id)));
        return id;
    }

    // The rated worker's; the other is separated, and refused.
    private async Task<string> DecideAsync(KnownCity city, string cycleId, string separatedId)
    {
        const string mayor = "walikota-blitar";
        await AppointAsync(city, "walikota", mayor);
        var decisions = Running["contract"].Client<DecisionService.DecisionServiceClient>();
        using var proposed = decisions.Propose(new ProposeRequest { CycleId = cycleId, AsRecommended = true, Decisions = { new NewDecision { ContractId = separatedId, Outcome = RenewalOutcome.Renew } } });
        var id = (await proposed.ResponseStream.ReadAllAsync().LastAsync()).ProposalId;
        using var confirmed = Client<DecisionService.DecisionServiceClient>("contract", TestTokens.Sign(new SetupToken(mayor, mayor, [], [])))
            .Confirm(new ConfirmRequest { ProposalId = id });
        Assert.Equal((1, 0), await confirmed.ResponseStream.ReadAllAsync().LastAsync() is var last ? (last.Decided, last.Refused) : default);
        var made = await decisions.ListDecisionsAsync(new ListDecisionsRequest { CycleId = cycleId });
        await Running["notification"].HandledAsync(DerivedId.From("renewals-decided", Guid.Parse(made.Decisions[0].Id)));
        return id;
    }

    // The services' clocks began one after the other: by Contract's, the rating may be signed in a moment only.
    private async Task RecommendAsync(string cycleId)
    {
        var recommendations = Running["contract"].Client<RecommendationService.RecommendationServiceClient>();
        await Eventually.HoldsAsync(
            async () =>
            {
                using var call = recommendations.Recommend(new RecommendRequest { CycleId = cycleId });
                await call.ResponseStream.ReadAllAsync().LastAsync();
                var counts = await recommendations.CountRecommendationsAsync(new CountRecommendationsRequest { CycleId = cycleId });
                return counts.Counts.Any(count => count.Outcome is RecommendationOutcome.Renew);
            },
            "the rated worker is recommended");
    }

    // Without another head, who would rate in tests of appointments.
    private Task ReassignAsync(string cityId, string cycleId, string unitId) => Running["evaluation"].ExecuteAsync(
        """
        insert into reassignment values (gen_random_uuid(), $1, $2, $3, gen_random_uuid(), 'Pejabat Baru', 1, '821/5', '2020-12-30', 'Pejabat diganti', now(), 'uji', 'uji', 'uji')
        """,
        Guid.Parse(cityId), Guid.Parse(cycleId), Guid.Parse(unitId));

    // By the personnel office, on paper.
    private async Task<string> ObjectAsync(RatingContent rated) => (await Running["evaluation"].Client<ObjectionService.ObjectionServiceClient>().FileObjectionAsync(
        new FileObjectionRequest { RoundId = rated.RoundId, ContractId = rated.ContractId, Reason = "Saya hadir.", Paper = new Paper { Number = "012/KEB", Date = "2021-01-01" } })).Id;

    // The other worker, whose request is satisfied by it; by the head of that unit, in a round of a policy that knows no limits.
    private async Task<RatingContent> RateAsync(KnownCity city, string nik)
    {
        var worker = await Running["registry"].Client<WorkerService.WorkerServiceClient>().FindWorkerAsync(new FindWorkerRequest { Nik = nik });
        var evaluation = Running["evaluation"];
        await evaluation.Client<RatingPolicyService.RatingPolicyServiceClient>().ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest
        {
            Policy = new RatingPolicy
            {
                CityId = city.Id,
                EffectiveFrom = "2020-01-01",
                Rating = new RatingRules
                {
                    Scheme = RatingScheme.Matrix3X3,
                    HeadRecommendation = HeadRecommendationRule.Optional,
                    MinimumPredicate = Predicate.NeedsImprovement,
                    Inputs = { RatingInput.Predicate },
                    Rounds = new RoundRules { Required = RequiredRounds.None },
                },
                Objection = new ObjectionRules { Days = 14, RulingDays = 5 },
            },
        });
        var round = await evaluation.Client<RoundService.RoundServiceClient>().OpenRoundAsync(
            new OpenRoundRequest { CityId = city.Id, Kind = RoundKind.Yearly, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31", DueDay = "2021-01-14" });
        var head = Client<RatingService.RatingServiceClient>("evaluation", TestTokens.Sign(new SetupToken($"kepala-satpol-{city.Code}", "kepala", [], [])));
        var reply = await head.RateWorkersAsync(new RateWorkersRequest
        {
            RoundId = round.Id,
            Ratings = { new WorkerRating { ContractId = worker.ContractPeriods[0].ContractId, Facts = new RatingFacts { Result = Expectation.At, Conduct = Expectation.At } } },
        });
        Assert.Equal(1, reply.Signed);
        await TellAsync(city, round.Id, worker, reply.Outcomes[0].Rating.Content.RatingId);
        return reply.Outcomes[0].Rating.Content;
    }

    // The worker is told of it, and the head of the other unit reminded.
    private async Task TellAsync(KnownCity city, string roundId, FindWorkerReply worker, string ratingId)
    {
        var (notification, contract, day) = (Running["notification"], worker.ContractPeriods[0], new DateOnly(2020, 12, 31));
        var unrated = (await Running["registry"].Client<CityService.CityServiceClient>().ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id })).WorkUnits.Single(unit => unit.Code == "damkar");
        var (told, reminded) = (Guid.NewGuid(), Guid.NewGuid());
        await notification.Broker.PublishAsync(told, new RatingsSigned(
            Guid.Parse(city.Id), Guid.Parse(roundId),
            [new SignedRating(Guid.Parse(contract.ContractId), Guid.Parse(worker.Worker.Id), Guid.Parse(contract.UnitId), Guid.Parse(ratingId), 1, DateTimeOffset.UnixEpoch, Predicate: 2)],
            day.AddYears(-1).AddDays(1), day, 14));
        await notification.Broker.PublishAsync(reminded, new RatingsDue(Guid.Parse(city.Id), Guid.Parse(roundId), IsCycle: false, day, 1, [new UnratedUnit(Guid.Parse(unrated.Id), 1)]));
        await notification.HandledAsync(told);
        await notification.HandledAsync(reminded);
    }

    // One of the first day that the worker has already, in the same unit.
    private async Task<string> RejectAsync(string cityId, string nik)
    {
        await TryImportAsync(cityId, $"{nik};Budi Damkar;1980-01-01;L;damkar;Petugas;SK/3;2020-06-01;2021-05-31");
        var rejects = await Running["registry"].Client<RejectService.RejectServiceClient>().ListRejectsAsync(new ListRejectsRequest { CityId = cityId });
        return rejects.Rejects.Single().Id;
    }

    // What the night does not turn on: it stays as it is.
    private async Task CorrectAsync(TestService registry, string contractId)
    {
        await registry.Client<CorrectionService.CorrectionServiceClient>().CorrectContractAsync(
            new CorrectContractRequest { ContractId = contractId, Position = "Petugas Piket", Reason = "salah ketik" });
        await Eventually.HoldsAsync(async () => await CountAsync("select count(*) from contract where contract_id = $1 and revision = 1", contractId) == 1, "the correction has arrived");
    }

    /// <summary>Waits for a night's last word, which is a timer's: tests compare rows.</summary>
    internal Task AwaitCompletedAsync(string cycleId) => Eventually.HoldsAsync(
        async () => await CountAsync("select count(*) from cycle where cycle_id = $1 and completed_at is not null", cycleId) == 1, "the cycle is completed");

    private async Task<long> CountAsync(string sql, string id)
    {
        await using var count = Running["contract"].Database.CreateCommand(sql);
        count.Parameters.Add(new NpgsqlParameter { Value = Guid.Parse(id) });
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private async Task AppointAsync(KnownCity city, string office, string subject) =>
        await Running["registry"].Client<AppointmentService.AppointmentServiceClient>().AddAppointmentAsync(new AddAppointmentRequest
        {
            CityId = city.Id,
            Office = office,
            Name = subject,
            Subject = subject,
            Capacity = Capacity.Definitive,
            FirstDay = "2020-01-01",
        });

    public async Task DisposeAsync()
    {
        foreach (var service in _services.Values.Reverse())
            await service.DisposeAsync();
        await _servers.DisposeAsync();
    }

    /// <summary>A client of a service with a token of one's own; null for none.</summary>
    internal TClient Client<TClient>(string service, string? token)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), Channel(service, token))!;

    internal GrpcChannel Channel(string service, string? token) => TestTokens.Open(Running[service].Address, _ => token);

    /// <summary>A hash of all that each table of each service has.</summary>
    internal async Task<SortedDictionary<string, string>> ReadRowsAsync()
    {
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, service) in Running)
        {
            await using var command = service.Database.CreateCommand(
                """
                select table_name, md5(table_to_xml(format('%I', table_name), true, false, '')::text)
                from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
                  and table_name <> 'clock_instance' -- which each instance renews every second
                """);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                hashes.Add($"{name}.{reader.GetString(0)}", reader.GetString(1));
        }
        return hashes;
    }

    private async Task<TestService> StartAsync<TProgram>(string name, params (string Key, string Value)[] settings)
        where TProgram : class
    {
        var service = await TestService.StartAsync<TProgram>(_servers, new ServiceSetup(name)
        {
            Settings = settings.Append(("Clock:StartsAt", "2021-01-01T00:00:05+08:00")).Append(("ConnectionStrings:cache", _servers.Redis))
                .ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
            Access = _ => { },
        });
        _services.Add(name, service);
        return service;
    }

    private async Task<KnownCity> CreateAsync(string code, string firstDigits)
    {
        var registry = Running["registry"];
        var applied = await registry.Client<CityService.CityServiceClient>().ApplyCityAsync(new ApplyCityRequest
        {
            Code = code,
            Name = $"Kota {code}",
            TimeZone = Registry.V1.TimeZone.Wita,
            WorkUnits = { Unit(code, "damkar", "sekda"), Unit(code, "satpol", "sekda"), Unit(code, "unit-1", "asisten"), Unit(code, "unit-2", "") },
            Offices = { new Office { Code = "sekda", Title = "Sekretaris Daerah", Superior = "asisten" }, new Office { Code = "asisten", Title = "Asisten Pemerintahan" }, new Office { Code = "walikota", Title = "Wali Kota", Signs = true }, new Office { Code = "wakil", Title = "Wakil Wali Kota", Signs = true } },
        });
        var register = await ImportAsync(
            applied.City.Id,
            $"{firstDigits}00001;Budi Damkar;1980-01-01;L;damkar;Petugas;SK/1;2020-01-01;2020-12-31",
            $"{firstDigits}00002;Sari Satpol;1980-01-01;L;satpol;Petugas;SK/2;2020-01-01;2020-12-31");
        return new KnownCity(applied.City.Id, code, register);
    }

    /// <param name="rows">NIK;Nama;Tanggal Lahir;Jenis Kelamin;Unit Kerja;Jabatan;Nomor SK;Tanggal Mulai;Tanggal Akhir</param>
    /// <returns>The register's file.</returns>
    internal async Task<byte[]> ImportAsync(string cityId, params string[] rows)
    {
        var before = await CountAsync(ContractsOfCity, cityId);
        var findings = await TryImportAsync(cityId, rows);
        Assert.True(findings.Count == 0, string.Join('\n', findings.Select(finding => $"{finding.Column} {finding.Reason}")));
        await Eventually.HoldsAsync(async () => await CountAsync(ContractsOfCity, cityId) == before + rows.Length, "the contracts have arrived");
        return Register(rows);
    }

    /// <returns>What is found in the rows.</returns>
    internal async Task<IReadOnlyList<Finding>> TryImportAsync(string cityId, params string[] rows)
    {
        using var call = Running["registry"].Client<RegisterService.RegisterServiceClient>().Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = cityId, FileName = "register.csv" } });
        await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(Register(rows)) });
        await call.RequestStream.CompleteAsync();
        return (await call).Findings;
    }

    private static byte[] Register(string[] rows) => Encoding.UTF8.GetBytes(
        $"NIK;Nama;Tanggal Lahir;Jenis Kelamin;Unit Kerja;Jabatan;Nomor SK;Tanggal Mulai;Tanggal Akhir\n{string.Join('\n', rows)}\n");

    private static WorkUnit Unit(string city, string code, string superior) => new()
    {
        Code = code,
        Name = code,
        Kind = code == "damkar" ? "fire-service" : "office",
        Superior = superior,
        Head = new UnitHead { Name = $"Kepala {code}", Title = "Kepala", Subject = $"kepala-{code}-{city}" },
    };
}

[CollectionDefinition(Name)]
public sealed class AccessCollection : ICollectionFixture<AccessSystem>
{
    public const string Name = "access";
}
