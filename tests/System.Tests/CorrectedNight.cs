using System.Text.RegularExpressions;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What became of a corrected contract in all services.</summary>
/// <param name="Contract">State, last day and unit at Contract.</param>
/// <param name="Request">Its request, of which unit's head.</param>
/// <param name="Notices">Those of its worker, in order of their words.</param>
/// <param name="Letters">Those that list its worker.</param>
public sealed record CorrectedOutcome(string Contract, string Request, string Notices, string Letters);

/// <summary>
/// One city and one night, for all cells of the table of docs/corrections.md: of twenty workers, one in each unit, each is corrected in one
/// respect, nine of them before the night and nine after it. Then what is due by its corrected terms is expired.
/// </summary>
public sealed class CorrectedNight(SharedSystem shared) : IAsyncLifetime
{
    private const string RightUnit = "unit-1";
    private const int FirstAfter = 11;

    // Worker 1 is corrected in the first before the night, worker 11 after it.
    private static readonly string[] Corrections =
        ["last day, not over", "last day, over", "unit", "first day", "position", "wage", "name", "NIK", "withdrawal"];

    private TestCity _city = null!;
    private IReadOnlyList<WorkUnit> _units = [];
    private readonly Dictionary<int, (string WorkerId, ContractPeriod Contract)> _workers = [];

    internal TestCity City => _city;

    private CorrectionService.CorrectionServiceClient Registry => new(shared.Running.ChannelTo("registry"));

    private WorkerService.WorkerServiceClient Workers => new(shared.Running.ChannelTo("registry"));

    private ContractService.ContractServiceClient Contracts => new(shared.Running.ChannelTo("contract"));

    private CycleService.CycleServiceClient Cycles => new(shared.Running.ChannelTo("contract"));

    private EvaluationRequestService.EvaluationRequestServiceClient Requests => new(shared.Running.ChannelTo("evaluation"));

    private NoticeService.NoticeServiceClient Notices => new(shared.Running.ChannelTo("notification"));

    private LetterService.LetterServiceClient Letters => new(shared.Running.ChannelTo("notification"));

    public async Task InitializeAsync()
    {
        _city = await TestCity.CreateAsync(shared.Running, TestCity.Units);
        _units = (await new CityService.CityServiceClient(shared.Running.ChannelTo("registry"))
            .ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = _city.Id })).WorkUnits;
        for (var worker = 0; worker < TestCity.Units; worker++)
        {
            var found = await Workers.FindWorkerAsync(new FindWorkerRequest { Nik = _city.NikOf(worker) });
            _workers[worker] = (found.Worker.Id, Assert.Single(found.ContractPeriods));
        }

        await CorrectEachAsync(from: 1);
        await Eventually.HoldsAsync(ArrivedAsync, "what was corrected before the night arrived at Contract");
        await _city.ExpireAsync();
        await AwaitAsync(("2020-12-31", 17, 0), ("2020-11-30", 1, 0));

        await CorrectEachAsync(FirstAfter);
        await AwaitAsync(("2020-12-31", 13, 4), ("2020-11-30", 1, 0));
        await _city.ExpireAsync();
        await AwaitAsync(("2020-12-31", 14, 4), ("2020-11-30", 2, 0));
        await Eventually.IsAsync((14, 2, 4), TakenBackAsync, "requests open and withdrawn, notices taken back", TimeSpan.FromMinutes(1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The name that what was issued to the worker has.</summary>
    public static string NameOf(string what, bool afterTheNight) =>
        what == "name" && !afterTheNight ? RightName : $"Pekerja {WorkerOf(what, afterTheNight)}";

    public async Task<CorrectedOutcome> OutcomeAsync(string what, bool afterTheNight)
    {
        var worker = WorkerOf(what, afterTheNight);
        var (workerId, contract) = _workers[worker];
        var stored = (await Contracts.ListContractsAsync(new ListContractsRequest { WorkerId = workerId })).Contracts.SingleOrDefault();
        var request = (await Requests.ListRequestsAsync(new ListRequestsRequest { ContractId = contract.ContractId })).Requests.SingleOrDefault();
        var letters = (await LettersAsync()).Where(letter => Regex.IsMatch(letter.Letter.Text, $@"^\d+\. {NameOf(what, afterTheNight)}$", RegexOptions.Multiline));
        return new CorrectedOutcome(
            stored is null ? "none" : $"{(stored.State is ContractState.Expired ? "expired" : "in force")}, {stored.LastDay}, {UnitOf(stored.UnitId, worker)}",
            request switch
            {
                null => "none",
                { State: RequestState.Withdrawn } => "withdrawn",
                _ => $"of {(_units.Single(unit => unit.Id == request.UnitId).Head.Id == request.HeadId ? "the head" : "another")} of {UnitOf(request.UnitId, worker)}",
            },
            string.Join("; ", (await NoticesAsync(what, afterTheNight)).Select(Words).Order(StringComparer.Ordinal)),
            string.Join("; ", letters.Select(letter => $"{letter.LastDay}, {UnitOf(letter.Letter.UnitId, worker)}")));
    }

    public async Task<IReadOnlyList<Notice>> NoticesAsync(string what, bool afterTheNight) =>
        (await Notices.ListNoticesAsync(new ListNoticesRequest { WorkerId = _workers[WorkerOf(what, afterTheNight)].WorkerId, WithText = true })).Notices;

    /// <summary>The city's letters, as they read now.</summary>
    public async Task<IReadOnlyList<(string LastDay, Letter Letter)>> LettersAsync()
    {
        var letters = new List<(string, Letter)>();
        foreach (var cycle in (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = _city.Id })).Cycles)
            foreach (var letter in (await Letters.ListLettersAsync(new ListLettersRequest { CycleId = cycle.CycleId })).Letters)
                letters.Add((cycle.LastDay, await Letters.GetLetterAsync(new GetLetterRequest { LetterId = letter.Id })));
        return letters;
    }

    /// <summary>What the register has now, found by the right NIK.</summary>
    public async Task<FindWorkerReply> RegisteredAsync(string what, bool afterTheNight)
    {
        var worker = WorkerOf(what, afterTheNight);
        return await Workers.FindWorkerAsync(new FindWorkerRequest { Nik = what == "NIK" ? RightNikOf(worker) : _city.NikOf(worker) });
    }

    public async Task<IReadOnlyList<Registry.V1.Correction>> HistoryAsync(string what, bool afterTheNight) =>
        (await Registry.ListCorrectionsAsync(new ListCorrectionsRequest { WorkerId = _workers[WorkerOf(what, afterTheNight)].WorkerId })).Corrections;

    public const string RightName = "Benar Sekali";

    private static int WorkerOf(string what, bool afterTheNight) => (afterTheNight ? FirstAfter : 1) + Array.IndexOf(Corrections, what);

    private string RightNikOf(int worker) => _city.NikOf(worker + 5_000);

    private async Task CorrectEachAsync(int from)
    {
        foreach (var (at, what) in Corrections.Index())
            Assert.Single((await CorrectAsync(from + at, what)).Corrections);
    }

    private async Task<CorrectionReply> CorrectAsync(int worker, string what)
    {
        var (workerId, contract) = _workers[worker];
        var correct = new CorrectContractRequest { ContractId = contract.ContractId, Reason = "salah ketik" };
        switch (what)
        {
            case "last day, not over": correct.LastDay = "2021-12-31"; break;
            case "last day, over": correct.LastDay = "2020-11-30"; break;
            case "unit": correct.Unit = RightUnit; break;
            case "first day": correct.FirstDay = "2020-02-01"; break;
            case "position": correct.Position = "Perawat"; break;
            case "wage": correct.MonthlyWage = 1_750_000; break;
            case "name": return await Registry.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = workerId, Name = RightName, Reason = "salah ketik" });
            case "NIK": return await Registry.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = workerId, Nik = RightNikOf(worker), Reason = "salah ketik" });
            default: return await Registry.WithdrawContractAsync(new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "salah ketik" });
        }
        return await Registry.CorrectContractAsync(correct);
    }

    // A wage does not reach Contract, and a name or a NIK neither.
    private async Task<bool> ArrivedAsync()
    {
        var stored = (await Contracts.ListContractsAsync(new ListContractsRequest { CityId = _city.Id })).Contracts.ToDictionary(contract => contract.WorkerId);
        ContractRecord? Of(string what) => stored.GetValueOrDefault(_workers[WorkerOf(what, afterTheNight: false)].WorkerId);
        return Of("last day, not over")?.LastDay == "2021-12-31" && Of("last day, over")?.LastDay == "2020-11-30"
            && UnitOf(Of("unit")?.UnitId, -1) == RightUnit && Of("first day")?.FirstDay == "2020-02-01" && Of("position")?.Position == "Perawat"
            && Of("withdrawal") is null;
    }

    private Task AwaitAsync(params (string LastDay, int Expired, int Returned)[] cycles) => Eventually.IsAsync(
        string.Join("; ", cycles.Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Expired, cycle.Expired, cycle.Returned))),
        async () => string.Join("; ", (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = _city.Id })).Cycles
            .Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Requested, cycle.Notified, cycle.Returned))),
        "cycles with expired, requested, notified and returned", TimeSpan.FromMinutes(1));

    private async Task<(int Open, int Withdrawn, int TakenBack)> TakenBackAsync()
    {
        var cycle = (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = _city.Id })).Cycles[0].CycleId;
        var requests = await Requests.CountRequestsAsync(new CountRequestsRequest { CycleId = cycle });
        return (requests.Open, requests.Withdrawn, (await Notices.CountNoticesAsync(new CountNoticesRequest { CycleId = cycle })).TakenBack);
    }

    private string UnitOf(string? unitId, int worker) => _units.SingleOrDefault(unit => unit.Id == unitId)?.Code switch
    {
        null => "none",
        var code when code == $"unit-{worker + 1}" => "its unit",
        var code => code,
    };

    private static string Words(Notice notice) => notice.Kind is NoticeKind.ExpiryTakenBack
        ? "taken back"
        : $"{(notice.TakenBack ? "former" : "expired")}, {(notice.KeepsWorking ? "keeps working" : "stays home")}";
}
