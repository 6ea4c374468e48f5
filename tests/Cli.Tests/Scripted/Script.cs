using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Messaging.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>What the scripted services list. The sweep fills the listings correctly; a test then removes or adds entries.</summary>
internal sealed class Script
{
    /// <summary>That the last import named.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The sheet that it named.</summary>
    public string Sheet { get; set; } = "";

    /// <summary>Imports that are answered by UNAVAILABLE before one succeeds.</summary>
    public int ImportsUnavailable { get; set; }

    /// <summary>Exports that were asked for.</summary>
    public List<ExportRequest> Exports { get; } = [];

    /// <summary>Exports that break off with UNAVAILABLE before one succeeds.</summary>
    public int ExportsUnavailable { get; set; }

    /// <summary>Ratings by hand that were sent.</summary>
    public List<WorkerRating> Ratings { get; } = [];

    /// <summary>Objections that were filed.</summary>
    public List<FileObjectionRequest> Filed { get; } = [];

    /// <summary>Rulings that were made.</summary>
    public List<RuleOnObjectionRequest> Rulings { get; } = [];

    /// <summary>Separations that were sent.</summary>
    public List<RecordSeparationsRequest> Separated { get; } = [];

    public List<ProposeRequest> Proposed { get; } = [];

    public ProposalFileHeader? ProposalFile { get; set; }

    public List<ConfirmRequest> Confirmed { get; } = [];

    /// <summary>Of whose states was asked, count by count.</summary>
    public List<CountStatesRequest> StatesCounted { get; } = [];

    /// <summary>Likewise, page by page.</summary>
    public List<ListStatesRequest> StatesListed { get; } = [];

    /// <summary>Units of which a check finds that they do not close.</summary>
    public List<UnclosedUnit> Unclosed { get; } = [];

    /// <summary>That the sheet of separations named.</summary>
    public SeparationsFileHeader? SeparationsFile { get; set; }

    /// <summary>Listings of separations that were asked for.</summary>
    public List<ListSeparationsRequest> SeparationsAsked { get; } = [];

    /// <summary>Statements that were sent.</summary>
    public List<RecordStatementsRequest> Statements { get; } = [];

    /// <summary>Listings of objections that were asked for.</summary>
    public List<ListObjectionsRequest> ObjectionsAsked { get; } = [];

    /// <summary>What recomputing recommendations finds.</summary>
    public List<RecomputedDifference> Differences { get; } = [];

    /// <summary>The story's people: what was handed in, filed and ruled, and by whose token.</summary>
    public ScriptedStory Story { get; } = new();

    /// <summary>Whether an export ends before its end, as one never should.</summary>
    public bool ExportsEndEarly { get; set; }

    /// <summary>Calls of Expire that sweep and are answered by UNAVAILABLE before one succeeds, as when Contract ends under them.</summary>
    public int ExpiresUnavailable { get; set; }

    /// <summary>Answers by which an import of the city still runs.</summary>
    public int Importing { get; set; }

    /// <summary>Whether the file of an import breaks off.</summary>
    public bool BreaksOff { get; set; }

    public const string LastDay = "2020-12-31";

    public string CycleId { get; } = $"{Guid.NewGuid()}";

    public City City { get; } = new() { Id = $"{Guid.NewGuid()}", Code = "kupang", Name = "Kota Kupang", TimeZone = Registry.V1.TimeZone.Wita };

    public List<City> OtherCities { get; } = [];

    public List<WorkUnit> Units { get; } = [];

    public List<ContractPeriod> Periods { get; } = [];

    /// <summary>Whose an imported contract is, by its id.</summary>
    public Dictionary<string, string> Niks { get; } = [];

    /// <summary>Whose contract periods are all that are listed, unless one of the register has the NIK.</summary>
    public Worker Worker { get; } = new() { Id = $"{Guid.NewGuid()}", Name = "Maria Bano", NikLast4 = "0001" };

    /// <summary>The only NIK that is found; empty is any.</summary>
    public string Nik { get; set; } = "";

    /// <summary>What was corrected, the newest first.</summary>
    public List<Correction> Corrections { get; } = [];

    public List<Finding> Findings { get; } = [];

    public List<ContractRecord> Expired { get; } = [];

    /// <summary>Contracts that the sweep leaves in force, by the day in which they end.</summary>
    public List<LeftOutDay> LeftOut { get; } = [];

    public List<ImportRecord> Imports { get; } = [];

    /// <summary>How often the connection of an import is cut in the middle of its file, as when Registry's process is killed.</summary>
    public int ImportsCut { get; set; }

    /// <summary>Contracts of the register that Contract has not received; with each answer it has one more.</summary>
    public int ContractsMissing { get; set; }

    /// <summary>Contracts of which the worker goes on; the city rates no past period.</summary>
    public int Continuing { get; set; }

    public List<ReminderCount> Reminders { get; } = [];

    public List<HeadNoticeCount> HeadNotices { get; } = [];

    /// <summary>Receipts by hand that were sent.</summary>
    public List<RecordReceiptsRequest> Receipts { get; } = [];

    /// <summary>The header of the last sheet of receipts.</summary>
    public ReceiptsFileHeader? ReceiptsFile { get; set; }

    public List<EvaluationRequest> Requests { get; } = [];

    public List<Notice> Notices { get; } = [];

    public List<Letter> Letters { get; } = [];

    /// <summary>Dead letters by service.</summary>
    public Dictionary<string, List<DeadLetter>> DeadLetters { get; } = [];

    /// <summary>A queue refuses one requeued message.</summary>
    public bool RefusesDeadLetters { get; set; }

    /// <summary>What the clock of each service shows.</summary>
    public Dictionary<string, DateTimeOffset> Clocks { get; } =
        ((string[])["registry", "contract", "evaluation", "notification"]).ToDictionary(service => service, _ => new DateTimeOffset(2020, 10, 1, 8, 0, 0, TimeSpan.FromHours(8)));

    /// <summary>The service whose clock is not a story's.</summary>
    public string? RealTimeOf { get; set; }

    /// <summary>Clocks that were moved, in order.</summary>
    public List<(string Service, string To)> Moves { get; } = [];

    /// <summary>Changes the listings during the sweep.</summary>
    public Action<Script> Mishap { get; set; } = _ => { };

    public void Sweep()
    {
        var swept = Periods.Where(period => LeftOut.All(day => day.LastDay != period.LastDay));
        foreach (var (n, period) in swept.ExceptBy(Expired.Select(contract => contract.Id), period => period.ContractId).ToList().Index())
        {
            var continues = n < Continuing;
            Expired.Add(new ContractRecord
            {
                Id = period.ContractId,
                CityId = City.Id,
                WorkerId = period.WorkerId,
                UnitId = period.UnitId,
                LastDay = period.LastDay,
                State = ContractState.Expired,
                CycleId = CycleId,
                NextContractId = continues ? "next" : "",
                WithoutRequest = continues,
            });
            if (!continues)
                Requests.Add(RequestFor(period));
            Notices.Add(new Notice
            {
                ContractId = period.ContractId,
                WorkerId = period.WorkerId,
                CycleId = CycleId,
                Kind = continues ? NoticeKind.ContractContinues : NoticeKind.ContractExpired,
                RecipientKind = RecipientKind.Worker,
                KeepsWorking = continues || Units.Single(unit => unit.Id == period.UnitId).Kind == "hospital",
                Subject = "Pemberitahuan",
                Text = "Kontrak Saudara telah berakhir.",
            });
        }

        Letters.AddRange(Requests.Select(request => request.UnitId).Distinct().Except(Letters.Select(letter => letter.UnitId))
            .Select(unit => new Letter { Id = $"{Guid.NewGuid()}", Kind = LetterKind.EvaluationRequest, CycleId = CycleId, UnitId = unit, Workers = 1, Subject = "Permintaan penilaian", Text = "Daftar nama" }));
        Mishap(this);
    }

    private EvaluationRequest RequestFor(ContractPeriod period) => new()
    {
        ContractId = period.ContractId,
        WorkerId = period.WorkerId,
        CycleId = CycleId,
        UnitId = period.UnitId,
        HeadId = Units.Single(unit => unit.Id == period.UnitId).Head.Id,
        DueDay = "2021-01-14",
        State = RequestState.Open,
    };
}
