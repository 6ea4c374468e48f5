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
/// One city with one night, whose twenty workers, one in each unit, are corrected each in one respect; and what became of them in all services.
/// </summary>
public abstract class CorrectedCity(SharedSystem shared)
{
    public const string RightName = "Benar Sekali";

    private const string RightUnit = "unit-1";

    private static readonly string[] Corrections =
        ["last day, not over", "last day, over", "unit", "first day", "position", "wage", "name", "NIK", "withdrawal"];

    private readonly Dictionary<int, (string WorkerId, ContractPeriod Contract)> _workers = [];
    private IReadOnlyList<WorkUnit> _units = [];

    internal TestCity City { get; private set; } = null!;

    protected SharedSystem Shared => shared;

    private CorrectionService.CorrectionServiceClient Registry => new(shared.Running.ChannelTo("registry"));

    private WorkerService.WorkerServiceClient Workers => new(shared.Running.ChannelTo("registry"));

    private ContractService.ContractServiceClient Contracts => new(shared.Running.ChannelTo("contract"));

    private CycleService.CycleServiceClient Cycles => new(shared.Running.ChannelTo("contract"));

    private EvaluationRequestService.EvaluationRequestServiceClient Requests => new(shared.Running.ChannelTo("evaluation"));

    private NoticeService.NoticeServiceClient Notices => new(shared.Running.ChannelTo("notification"));

    private LetterService.LetterServiceClient Letters => new(shared.Running.ChannelTo("notification"));

    /// <summary>The name that what was issued to the worker has.</summary>
    /// <param name="isRight">Whether it was issued after the name was corrected.</param>
    public static string NameOf(string what, int worker, bool isRight) => what == "name" && isRight ? RightName : $"Pekerja {worker}";

    public async Task<CorrectedOutcome> OutcomeAsync(int worker, string name)
    {
        var (workerId, contract) = _workers[worker];
        var stored = (await Contracts.ListContractsAsync(new ListContractsRequest { WorkerId = workerId })).Contracts.SingleOrDefault();
        var request = (await Requests.ListRequestsAsync(new ListRequestsRequest { ContractId = contract.ContractId })).Requests.SingleOrDefault();
        var letters = (await LettersAsync()).Where(letter => Regex.IsMatch(letter.Letter.Text, $@"^\d+\. {name}$", RegexOptions.Multiline));
        return new CorrectedOutcome(
            stored is null ? "none" : $"{(stored.State is ContractState.Expired ? "expired" : "in force")}, {stored.LastDay}, {UnitOf(stored.UnitId, worker)}",
            request switch
            {
                null => "none",
                { State: RequestState.Withdrawn } => "withdrawn",
                _ => $"of {(_units.Single(unit => unit.Id == request.UnitId).Head.Id == request.HeadId ? "the head" : "another")} of {UnitOf(request.UnitId, worker)}",
            },
            string.Join("; ", (await NoticesAsync(worker)).Select(Words).Order(StringComparer.Ordinal)),
            string.Join("; ", letters.Select(letter => $"{letter.LastDay}, {UnitOf(letter.Letter.UnitId, worker)}")));
    }

    public async Task<IReadOnlyList<Notice>> NoticesAsync(int worker) =>
        (await Notices.ListNoticesAsync(new ListNoticesRequest { WorkerId = _workers[worker].WorkerId, WithText = true })).Notices;

    /// <summary>The city's letters, as they read now.</summary>
    public async Task<IReadOnlyList<(string LastDay, Letter Letter)>> LettersAsync()
    {
        var letters = new List<(string, Letter)>();
        foreach (var cycle in (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = City.Id })).Cycles)
            foreach (var letter in (await Letters.ListLettersAsync(new ListLettersRequest { CycleId = cycle.CycleId })).Letters)
                letters.Add((cycle.LastDay, await Letters.GetLetterAsync(new GetLetterRequest { LetterId = letter.Id })));
        return letters;
    }

    /// <summary>What the register has now, found by the right NIK.</summary>
    public async Task<FindWorkerReply> RegisteredAsync(string what, int worker) =>
        await Workers.FindWorkerAsync(new FindWorkerRequest { Nik = what == "NIK" ? RightNikOf(worker) : City.NikOf(worker) });

    public async Task<IReadOnlyList<Registry.V1.Correction>> HistoryAsync(int worker) =>
        (await Registry.ListCorrectionsAsync(new ListCorrectionsRequest { WorkerId = _workers[worker].WorkerId })).Corrections;

    /// <summary>The wage that the register has now, which only an export shows.</summary>
    public async Task<string> WageAsync(int worker)
    {
        var folder = Directory.CreateTempSubdirectory("workforce-corrected-").FullName;
        try
        {
            var file = Path.Combine(folder, "register.csv");
            await CommandLine.OutputAsync(shared.Running, expected: 0, "export", "register", "--city", City.Code, "--as-of", "2020-12-31", "--to", file);
            string[][] rows = [.. (await File.ReadAllLinesAsync(file)).Select(line => line.Split(','))];
            var (id, wage) = (Array.IndexOf(rows[0], "ID Kontrak"), Array.IndexOf(rows[0], "Gaji"));
            return Assert.Single(rows, row => row[id] == _workers[worker].Contract.ContractId)[wage];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Of the first who is corrected: the others follow, each in another respect.</summary>
    protected static int WorkerOf(string what, int first) => first + Array.IndexOf(Corrections, what);

    protected async Task CreateAsync()
    {
        City = await TestCity.CreateAsync(shared.Running, TestCity.Units);
        _units = (await new CityService.CityServiceClient(shared.Running.ChannelTo("registry"))
            .ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = City.Id })).WorkUnits;
        for (var worker = 0; worker < TestCity.Units; worker++)
        {
            var found = await Workers.FindWorkerAsync(new FindWorkerRequest { Nik = City.NikOf(worker) });
            _workers[worker] = (found.Worker.Id, Assert.Single(found.ContractPeriods));
        }
    }

    private string RightNikOf(int worker) => City.NikOf(worker + 5_000);

    protected async Task CorrectEachAsync(int from)
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

    /// <summary>Whether Contract has what was corrected; a wage it does not keep, and a name or a NIK does not reach it.</summary>
    protected async Task<bool> ArrivedAsync(int first)
    {
        var stored = (await Contracts.ListContractsAsync(new ListContractsRequest { CityId = City.Id })).Contracts.ToDictionary(contract => contract.WorkerId);
        ContractRecord? Of(string what) => stored.GetValueOrDefault(_workers[WorkerOf(what, first)].WorkerId);
        return Of("last day, not over")?.LastDay == "2021-12-31" && Of("last day, over")?.LastDay == "2020-11-30"
            && UnitOf(Of("unit")?.UnitId, -1) == RightUnit && Of("first day")?.FirstDay == "2020-02-01" && Of("position")?.Position == "Perawat"
            && Of("withdrawal") is null;
    }

    protected Task AwaitAsync(params (string LastDay, int Expired, int Returned)[] cycles) => Eventually.IsAsync(
        string.Join("; ", cycles.Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Expired, cycle.Expired, cycle.Returned))),
        async () => string.Join("; ", (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = City.Id })).Cycles
            .Select(cycle => (cycle.LastDay, cycle.Expired, cycle.Requested, cycle.Notified, cycle.Returned))),
        "cycles with expired, requested, notified and returned", TimeSpan.FromMinutes(1));

    protected async Task<(int Open, int Withdrawn, int TakenBack)> TakenBackAsync()
    {
        var cycle = (await Cycles.ListCyclesAsync(new ListCyclesRequest { CityId = City.Id })).Cycles[0].CycleId;
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
