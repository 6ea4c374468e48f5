using System.Text;
using Google.Protobuf;
using Workforce.Access.V1;
using Workforce.Clock.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Messaging.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Testing.Rpc;

/// <summary>A city that Registry has.</summary>
/// <param name="Register">A file of its workers.</param>
/// <param name="Rows">What it has; null where requests are to name what does not exist.</param>
public sealed record KnownCity(string Id, string Code, byte[] Register, KnownRows? Rows = null);

/// <summary>One of each that a request may name by an id or a number.</summary>
public sealed record KnownRows(
    string Nik, string WorkerId, string UnitId, string HeadId, string ImportId, string ContractId, string CycleId, string LetterId, string AppointmentId,
    string RejectId, string RoundId, string ObjectionId, string RatingId, string SeparationId, string ProposalId, string ProposedContractId);

/// <summary>For each call the requests that it takes, all fields set. What they ask for exists where the city has rows.</summary>
public static class ValidRequests
{
    private static readonly string Unknown = $"{Guid.NewGuid()}";

    /// <returns>One stream of messages for each way to ask; a stream of one, where the call takes one.</returns>
    /// <exception cref="NotSupportedException">The request is new: write down a valid one.</exception>
    public static IReadOnlyList<IMessage[]> Of(string request, KnownCity city) => request switch
    {
        nameof(ApplyCityRequest) => [[City]],
        nameof(GetCityRequest) => [[new GetCityRequest { City = city.Code }]],
        nameof(ListCitiesRequest) => [[new ListCitiesRequest { PageSize = 1 }]],
        nameof(ListWorkUnitsRequest) => [[new ListWorkUnitsRequest { CityId = city.Id, PageSize = 1 }]],
        nameof(GetWorkUnitsRequest) => [[new GetWorkUnitsRequest { Ids = { city.Rows?.UnitId ?? Unknown, Unknown } }]],
        nameof(GetVendorNamesRequest) => [[new GetVendorNamesRequest { Ids = { Unknown, Unknown } }]],
        nameof(ImportRequest) => [[
            new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = "uji.csv" } },
            new ImportRequest { Content = ByteString.CopyFrom(city.Register) },
        ]],
        nameof(ListFindingsRequest) => [[new ListFindingsRequest { ImportId = city.Rows?.ImportId ?? Unknown, PageSize = 1 }]],
        nameof(ListImportsRequest) => [[new ListImportsRequest { CityId = city.Id, PageSize = 1 }]],
        nameof(ListContractPeriodsRequest) => [[new ListContractPeriodsRequest { CityId = city.Id, LastDay = "2020-12-31", PageSize = 1 }]],
        nameof(CountContractPeriodsRequest) => [[new CountContractPeriodsRequest { CityIds = { city.Id, city.Id } }]],
        nameof(ExportRequest) => [
            [new ExportRequest { CityId = city.Id, Layout = ExportLayout.National, AsOf = "2020-12-31", RulesOf = "2021-12-31", Format = ExportFormat.Xlsx }],
            [new ExportRequest { CityId = city.Id, Layout = ExportLayout.Register, AsOf = "2020-12-31", Format = ExportFormat.Csv }],
        ],
        nameof(GetWorkerNamesRequest) => [[new GetWorkerNamesRequest { Ids = { city.Rows?.WorkerId ?? Unknown, Unknown } }]],
        nameof(FindWorkerRequest) => [[new FindWorkerRequest { Nik = city.Rows?.Nik ?? "5371010101809999" }]],
        nameof(CorrectContractRequest) => [[new CorrectContractRequest
        {
            ContractId = city.Rows?.ContractId ?? Unknown, FirstDay = "2020-01-01", LastDay = "2020-12-31", Unit = "damkar", Position = "Petugas", MonthlyWage = 1,
            Reason = "salah ketik", Paper = Paper,
        }]],
        nameof(WithdrawContractRequest) => [[new WithdrawContractRequest { ContractId = city.Rows?.ContractId ?? Unknown, Reason = "salah ketik", Paper = Paper }]],
        nameof(CorrectWorkerRequest) => [[new CorrectWorkerRequest
        {
            WorkerId = city.Rows?.WorkerId ?? Unknown, Name = "Budi Damkar", Nik = "5371010101809998", Reason = "salah ketik", Paper = Paper,
        }]],
        nameof(CorrectByFileRequest) => [[
            new CorrectByFileRequest { Header = new CorrectByFileHeader { CityId = city.Id, FileName = "uji.csv", Reason = "salah ketik", Paper = Paper, Preview = true } },
            new CorrectByFileRequest { Content = ByteString.CopyFrom(WithIds(city)) },
        ]],
        nameof(ListCorrectionsRequest) => [[new ListCorrectionsRequest { ContractId = city.Rows?.ContractId ?? Unknown, WorkerId = city.Rows?.WorkerId ?? Unknown, PageSize = 1 }]],
        nameof(ListContractsRequest) => [[new ListContractsRequest
        {
            CityId = city.Id, WorkerId = city.Rows?.WorkerId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, CycleId = city.Rows?.CycleId ?? Unknown,
            State = ContractState.Expired, PageSize = 1,
        }]],
        nameof(CountContractsRequest) => [[new CountContractsRequest { CityId = city.Id }]],
        nameof(ListRefusedContractsRequest) => [[new ListRefusedContractsRequest { CityId = city.Id, PageSize = 1 }]],
        nameof(ApplyPolicyRequest) => [[new ApplyPolicyRequest { Policy = PolicyOf(city) }], [new ApplyPolicyRequest { Policy = FormerPolicyOf(city) }]],
        nameof(GetPolicyRequest) => [[new GetPolicyRequest { CityId = city.Id }]],
        nameof(ApplyExemptionListRequest) => [[new ApplyExemptionListRequest { ExemptionList = ExemptionsOf(city) }]],
        nameof(GetExemptionListRequest) => [[new GetExemptionListRequest { CityId = city.Id }]],
        nameof(ExpireRequest) => [[new ExpireRequest { CityId = city.Id, AsOf = "2020-12-31" }]],
        nameof(GetCycleRequest) => [[new GetCycleRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ListCyclesRequest) => [[new ListCyclesRequest { CityId = city.Id, PageSize = 1 }]],
        nameof(WatchCycleRequest) => [[new WatchCycleRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(CountRemindersRequest) => [[new CountRemindersRequest { CityId = city.Id, LastDay = "2020-12-31" }]],
        nameof(ListLeftOutDaysRequest) => [[new ListLeftOutDaysRequest { CityId = city.Id }]],
        nameof(ListRequestsRequest) => [[new ListRequestsRequest
        {
            CityId = city.Id, CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, HeadId = city.Rows?.HeadId ?? Unknown,
            ContractId = city.Rows?.ContractId ?? Unknown, State = RequestState.Open, PageSize = 1,
        }]],
        nameof(CountRequestsRequest) => [[new CountRequestsRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ListNoticesRequest) => [
            [new ListNoticesRequest { WorkerId = city.Rows?.WorkerId ?? Unknown, CycleId = city.Rows?.CycleId ?? Unknown, WithText = true, Language = "id", PageSize = 1 }],
            [new ListNoticesRequest { WorkerId = city.Rows?.WorkerId ?? Unknown, RoundId = city.Rows?.RoundId ?? Unknown, WithText = true, Language = "id", PageSize = 1 }],
        ],
        nameof(ListOfficeNoticesRequest) => [[new ListOfficeNoticesRequest { CityId = city.Id, Language = "id", PageSize = 1 }]],
        nameof(ListHeadNoticesRequest) => [[new ListHeadNoticesRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, Language = "id", PageSize = 1 }]],
        nameof(CountReminderNoticesRequest) => [[new CountReminderNoticesRequest { CityId = city.Id }]],
        nameof(CountHeadNoticesRequest) => [[new CountHeadNoticesRequest { CityId = city.Id }]],
        nameof(RecordReceiptsRequest) => [
            [new RecordReceiptsRequest { CityId = city.Id, Receipts = { ReceiptOf(new NewReceipt { NoticeId = Unknown }), ReceiptOf(new NewReceipt { NoticeId = Unknown }) } }],
            [new RecordReceiptsRequest { CityId = city.Id, RoundId = city.Rows?.RoundId ?? Unknown, Receipts = { ReceiptOf(new NewReceipt { ContractId = city.Rows?.ContractId ?? Unknown }) } }],
        ],
        nameof(RecordReceiptsByFileRequest) => [[
            new RecordReceiptsByFileRequest { Header = new ReceiptsFileHeader { CityId = city.Id, RoundId = city.Rows?.RoundId ?? Unknown, FileName = "uji.csv" } },
            new RecordReceiptsByFileRequest { Content = ByteString.CopyFromUtf8("NIK;Diterima Tanggal;Cara;Saksi\n5371010101809999;2020-12-21;pos;Petugas Pos\n") },
        ]],
        nameof(CountNoticesRequest) => [[new CountNoticesRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ListLettersRequest) => [[new ListLettersRequest { CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, PageSize = 1 }]],
        nameof(GetLetterRequest) => [[new GetLetterRequest { LetterId = city.Rows?.LetterId ?? Unknown, Language = "id" }]],
        nameof(GetCircularRequest) => [[new GetCircularRequest { CycleId = Unknown, Language = "id" }]],
        nameof(ListDeadLettersRequest) => [[new ListDeadLettersRequest { Limit = 1 }]],
        nameof(RequeueDeadLettersRequest) => [.. Selections.Select(selection => new IMessage[] { new RequeueDeadLettersRequest { Selection = selection } })],
        nameof(DropDeadLettersRequest) => [.. Selections.Select(selection => new IMessage[] { new DropDeadLettersRequest { Selection = selection } })],
        nameof(ListDeadLetterActsRequest) => [[new ListDeadLetterActsRequest { PageSize = 1 }]],
        nameof(GetClockRequest) => [[new GetClockRequest()]],
        // In the day that the tests' systems begin in: those that count days find the same one afterwards.
        nameof(MoveClockRequest) => [[new MoveClockRequest { To = "2021-01-01T12:00:00+08:00" }]],
        nameof(ListAccessesRequest) => [[new ListAccessesRequest { CityId = city.Id, WorkerId = city.Rows?.WorkerId ?? Unknown, PageSize = 1 }]],
        nameof(AddAppointmentRequest) => [[new AddAppointmentRequest
        {
            CityId = city.Id, Office = "damkar", Name = "Penjabat Uji", Issuer = "https://sso.uji", Subject = "penjabat", Capacity = Capacity.Pj,
            FirstDay = "2020-01-01", LastDay = "2020-12-31",
        }]],
        nameof(EndAppointmentRequest) => [[new EndAppointmentRequest { CityId = city.Id, AppointmentId = city.Rows?.AppointmentId ?? Unknown, LastDay = "2020-12-31" }]],
        nameof(ListAppointmentsRequest) => [[new ListAppointmentsRequest { CityId = city.Id, ValidOn = "2020-12-31", PageSize = 1 }]],
        nameof(FindAppointmentsRequest) => [[new FindAppointmentsRequest { Issuer = "https://sso.uji", Subject = "penjabat" }]],
        nameof(DenyRequest) => [
            [new DenyRequest { Issuer = "https://sso.uji", Subject = "pergi", Reason = "has left" }],
            [new DenyRequest { TokenId = "hilang", Reason = "was lost" }],
        ],
        nameof(LiftDenialRequest) => [[new LiftDenialRequest { DenialId = Unknown }]],
        nameof(ListDenialsRequest) => [[new ListDenialsRequest { PageSize = 1 }]],
        nameof(ListRejectsRequest) => [
            [new ListRejectsRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, Kind = RejectKind.Overlap, PageSize = 1 }],
            [new ListRejectsRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, Kind = RejectKind.Overlap, Settled = true, PageSize = 1 }],
        ],
        nameof(DismissRejectRequest) => [[new DismissRejectRequest { RejectId = city.Rows?.RejectId ?? Unknown, Reason = "keliru" }]],
        nameof(CheckRegisterRequest) => [[new CheckRegisterRequest { CityId = city.Id }]],
        nameof(ListFailuresRequest) => [[new ListFailuresRequest
        {
            CityId = city.Id, Test = QualityTest.Lapsed, UnitId = city.Rows?.UnitId ?? Unknown, WithOverridden = true, PageSize = 1,
        }]],
        nameof(OverrideFailureRequest) => [[new OverrideFailureRequest
        {
            CityId = city.Id, Test = QualityTest.LookAlike, SubjectId = city.Rows?.WorkerId ?? Unknown, OtherId = Unknown, Reason = "keliru",
        }]],
        nameof(GetDirectoryRequest) => [[new GetDirectoryRequest { Version = 1 }]],
        nameof(CountRosterRequest) => [[new CountRosterRequest { CityId = city.Id, UnitIds = { city.Rows?.UnitId ?? Unknown, Unknown }, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" }]],
        nameof(CountPersonsRequest) => [[new CountPersonsRequest { CityId = city.Id, BeganBy = "2021-01-05", EndedFrom = "2020-01-05" }]],
        nameof(ListRosterContractsRequest) => [[new ListRosterContractsRequest
        {
            CityId = city.Id, UnitIds = { city.Rows?.UnitId ?? Unknown, Unknown }, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31",
        }]],
        nameof(ListRosterRequest) => [[new ListRosterRequest
        {
            CityId = city.Id, UnitIds = { city.Rows?.UnitId ?? Unknown, Unknown }, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31", PageSize = 1,
        }]],
        nameof(FindContractsRequest) => [[new FindContractsRequest
        {
            CityId = city.Id, ContractIds = { city.Rows?.ContractId ?? Unknown, Unknown }, Niks = { city.Rows?.Nik ?? "5371010101809999", "5371010101809998" },
        }]],
        nameof(ApplyRatingPolicyRequest) => [[new ApplyRatingPolicyRequest { Policy = RatingPolicyOf(city) }]],
        nameof(GetRatingPolicyRequest) => [[new GetRatingPolicyRequest { CityId = city.Id }]],
        nameof(OpenRoundRequest) => [[new OpenRoundRequest
        {
            CityId = city.Id, Kind = RoundKind.Quarterly, UnitIds = { city.Rows?.UnitId ?? Unknown, Unknown }, PeriodFrom = "2020-10-01", PeriodTo = "2020-12-31",
            DueDay = "2021-01-14",
        }]],
        nameof(FindHeadsRequest) => [[new FindHeadsRequest { CityId = city.Id, UnitIds = { city.Rows?.UnitId ?? Unknown }, Day = "2020-12-31" }]],
        nameof(ReassignRequestsRequest) => [[new ReassignRequestsRequest
        {
            CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, Paper = new Paper { Number = "821/5", Date = "2020-12-01" }, Reason = "Pejabat baru",
        }]],
        nameof(ListReassignmentsRequest) => [[new ListReassignmentsRequest { CycleId = city.Rows?.CycleId ?? Unknown, PageSize = 1 }]],
        nameof(ListMissingRoundsRequest) => [[new ListMissingRoundsRequest { CityId = city.Id }]],
        nameof(ListRoundsRequest) => [[new ListRoundsRequest { CityId = city.Id, PageSize = 1 }]],
        // One that exists is not followed to its end.
        nameof(ShowProgressRequest) => [[new ShowProgressRequest { RoundId = city.Rows?.RoundId ?? Unknown, UntilComplete = city.Rows is null }]],
        nameof(RateWorkersRequest) => [[new RateWorkersRequest { RoundId = city.Rows?.RoundId ?? Unknown, Ratings = { RatingOf(city), RatingOf(city) } }]],
        nameof(CorrectRatingRequest) => [[new CorrectRatingRequest { RoundId = city.Rows?.RoundId ?? Unknown, Rating = RatingOf(city) }]],
        nameof(RateByFileRequest) => [[
            new RateByFileRequest { Header = new RateByFileHeader { RoundId = city.Rows?.RoundId ?? Unknown, FileName = "uji.csv" } },
            new RateByFileRequest { Content = ByteString.CopyFromUtf8("NIK;Hasil Kerja;Perilaku\n5371010101809999;sesuai;sesuai\n") },
        ]],
        nameof(ExportRatingSheetRequest) => [[new ExportRatingSheetRequest
        {
            RoundId = city.Rows?.RoundId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, Format = SheetFormat.Csv,
        }]],
        nameof(ListRatingsRequest) => [
            [new ListRatingsRequest { CityId = city.Id, RoundId = city.Rows?.RoundId ?? Unknown, AllVersions = true, PageSize = 1 }],
            [new ListRatingsRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown, AllVersions = true, PageSize = 1 }],
        ],
        nameof(CountRatingsRequest) => [[new CountRatingsRequest { CityId = city.Id, RoundId = city.Rows?.RoundId ?? Unknown }]],
        nameof(FileObjectionRequest) => [
            [new FileObjectionRequest
            {
                RoundId = city.Rows?.RoundId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown, Reason = "Saya hadir.", Paper = Paper, FiledOn = "2020-12-31",
            }],
            [new FileObjectionRequest { RoundId = city.Rows?.RoundId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown, Reason = "Saya hadir." }],
        ],
        nameof(RuleOnObjectionRequest) => [
            [new RuleOnObjectionRequest
            {
                ObjectionId = city.Rows?.ObjectionId ?? Unknown, Outcome = RulingOutcome.Granted, Facts = RatingOf(city).Facts, Reason = "Bukti diterima.",
            }],
            [new RuleOnObjectionRequest { ObjectionId = city.Rows?.ObjectionId ?? Unknown, Outcome = RulingOutcome.Rejected, Reason = "Sesuai catatan." }],
        ],
        nameof(ListObjectionsRequest) => [
            [new ListObjectionsRequest { CityId = city.Id, RoundId = city.Rows?.RoundId ?? Unknown, PageSize = 1 }],
            [new ListObjectionsRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown, Open = true, Late = true, PageSize = 1 }],
        ],
        _ => ValidListRequests.Find(request, city) ?? throw new NotSupportedException($"{request} is new: which one is valid?"),
    };

    private static DeadLetterSelection[] Selections =>
    [
        new() { All = true },
        new() { Queue = "nowhere" },
        new() { Ids = new DeadLetterIds { MessageIds = { Unknown, Unknown } } },
    ];

    // The city's register as a file of corrections.
    private static byte[] WithIds(KnownCity city)
    {
        string[] lines = Encoding.UTF8.GetString(city.Register).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var separator = lines[0].Contains(';') ? ';' : ',';
        string[] columns = ["ID Kontrak", .. lines[0].Contains("Pemberi Kerja", StringComparison.Ordinal) ? Array.Empty<string>() : ["Pemberi Kerja"]];
        string[] cells = [city.Rows?.ContractId ?? Unknown, .. columns.Skip(1).Select(_ => "")];
        return Encoding.UTF8.GetBytes(string.Join('\n', lines.Select((line, row) => string.Join(separator, [line, .. row == 0 ? columns : cells]))));
    }

    internal static Paper Paper => new() { Number = "814/1", Date = "2021-01-04" };

    private static ApplyCityRequest City => new()
    {
        Code = "uji-fields",
        Name = "Kota Uji Fields",
        TimeZone = Registry.V1.TimeZone.Wita,
        WorkUnits = { Unit("damkar", "Dinas Pemadam"), Unit("satpol-pp", "Satuan Polisi") },
        Vendors = { new Vendor { Name = "PT Uji Satu" }, new Vendor { Name = "PT Uji Dua" } },
        Offices = { new Office { Code = "sekda", Title = "Sekretaris Daerah", Superior = "walikota" }, new Office { Code = "walikota", Title = "Wali Kota", Superior = "sekda", Signs = true } },
        Issuer = "https://sso.uji",
        PaperRequired = { CorrectedField.LastDay, CorrectedField.Withdrawn },
        NationalExport = new NationalExportRules
        {
            RulesOf = "2021-12-31",
            ExcludedPositions = { "Pengemudi", "Petugas Keamanan" },
            LowestAge = 20,
            HighestAge = 56,
            AlsoExcluded = { ExclusionReason.Procurement, ExclusionReason.Blud },
        },
    };

    private static WorkUnit Unit(string code, string name) => new()
    {
        Code = code,
        Name = name,
        Aliases = { $"{name} Kota", $"{name} Uji" },
        Kind = "office",
        Head = new UnitHead { Name = "Kepala", Title = "Kepala Dinas", Subject = $"kepala-{code}" },
        Superior = "sekda",
    };

    private static Policy PolicyOf(KnownCity city) => new()
    {
        CityId = city.Id,
        EffectiveFrom = "2020-01-01",
        AskAt = "BKPPD",
        Language = "id",
        Continuing = new ContinuingPolicy { RatePastPeriod = true },
        Calendar = new WorkingCalendar { Week = { Weekday.Monday, Weekday.Sunday }, Holidays = { "2020-12-24", "2020-12-25" } },
        Rounds = new RoundsPolicy { ExpiryDueDays = 14 },
        Objection = new ObjectionPolicy { Days = 14 },
        Reminders = new RemindersPolicy { DaysBeforeEnd = { 90, 30 } },
        AgeLimit = new AgeLimitPolicy { Years = 58, On = AgeDay.FirstDayOfNewPeriod },
        Decision = new DecisionPolicy { WithoutFourEyes = true, Unrated = UnratedRule.Hold, Ranking = { "predicate", "nik_hash" } },
        PaperRequired = new PaperPolicy { Separations = { SeparationCode.Discipline, SeparationCode.Resigned } },
    };

    // As clients of release 0.1 send it.
#pragma warning disable CS0612
    private static Policy FormerPolicyOf(KnownCity city) => new()
    {
        CityId = city.Id,
        EffectiveFrom = "2020-01-01",
        EvaluationDueDays = 14,
        ObjectionDays = 14,
        AskAt = "BKPPD",
        Language = "id",
    };
#pragma warning restore CS0612

    private static RatingPolicy RatingPolicyOf(KnownCity city) => new()
    {
        CityId = city.Id,
        EffectiveFrom = "2020-01-01",
        Rating = new RatingRules
        {
            Scheme = RatingScheme.Score100,
            Cuts = { "91", "76", "61", "51" },
            HeadRecommendation = HeadRecommendationRule.Optional,
            Absences = new AbsenceRules
            {
                Counts = { AbsenceKind.Unexcused, AbsenceKind.Permitted },
                Limits = { new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear }, new AbsenceLimit { AtLeast = 12, Per = AbsencePeriod.Month } },
            },
            MinimumPredicate = Predicate.Good,
            Inputs = { RatingInput.Predicate, RatingInput.Absences },
            // None is required: that none is open would be an alarm in whatever test applies this.
            Rounds = new RoundRules { Required = RequiredRounds.None, BeforeEndDue = "2020-12-18" },
        },
        Objection = new ObjectionRules { Days = 14, RulingDays = 5 },
        HeadsBeforeDue = { 7, 1 },
    };

    private static WorkerRating RatingOf(KnownCity city) => new()
    {
        ContractId = city.Rows?.ContractId ?? Unknown,
        ExpectedVersion = 1,
        Facts = new RatingFacts
        {
            Result = Expectation.At,
            Conduct = Expectation.At,
            Score = "76",
            Absences = { new Absence { Kind = AbsenceKind.Sick, Days = 1, Month = "2020-01" }, new Absence { Kind = AbsenceKind.Sick, Days = 2, Month = "2020-02" } },
            Discipline = new Discipline { Text = "Teguran", PaperNumber = "800/1", PaperDate = "2020-06-01" },
            HeadRecommendation = HeadRecommendation.Renew,
            Note = "catatan",
            RatedOn = "2020-12-17",
        },
    };

    private static NewReceipt ReceiptOf(NewReceipt receipt)
    {
        (receipt.ReceivedOn, receipt.Way, receipt.Witness) = ("2020-12-21", ReceiptWay.HandedOver, "Kepala Subbagian");
        return receipt;
    }

    private static ExemptionList ExemptionsOf(KnownCity city) => new()
    {
        CityId = city.Id,
        Number = "1/SE/2020",
        DecidedOn = "2020-12-30",
        StayHomeFrom = "2021-01-04",
        Signatory = new Signatory { Name = "Wali Uji", Title = "Wali Kota" },
        Kinds = { "office", "fire-service" },
        UnitCodes = { "unit-1", "unit-2" },
    };
}
