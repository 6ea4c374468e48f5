using Workforce.Faults.Judging;
using Workforce.Faults.Plumbing;
using Workforce.Registry.V1;

namespace Workforce.Faults.Injection;

/// <summary>
/// The personnel office corrects contracts and workers one by one, and some by a file, before they expire, afterwards, and while the sweep has
/// them in hand.
/// </summary>
public sealed class CorrectFault : IFault
{
    private const int Callers = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CorrectionKind[] Kinds = Enum.GetValues<CorrectionKind>();

    public string Name => "corrections";

    public IReadOnlyList<string> Targets => ["registry"];

    public (double Shortest, double Longest) Seconds => (3, 8);

    public IReadOnlyList<string> Holds(string target) => [];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(strike.Lasts);
        await Task.WhenAll(
            [
                CorrectionFile.CorrectAsync(system, new Random(strike.Seed), Patience),
                .. Enumerable.Range(strike.Seed + 1, Callers).Select(seed => CorrectAsync(system, new Random(seed), limit.Token)),
            ]);
        system.Notes.Enqueue($"corrections: {string.Join(", ", system.Expected.Corrections.Values.CountBy(one => one.Kind).Select(kind => $"{kind.Value} of {kind.Key}"))}");
        cancellation.ThrowIfCancellationRequested();
    }

    /// <summary>Makes a correction, whatever is broken meanwhile: the same call again changes nothing.</summary>
    public static Task MakeAsync(ChaosSystem system, ExpectedCorrection correction) =>
        Persistently.DoAsync(() => MakeAsync(new CorrectionService.CorrectionServiceClient(system.Running.ChannelTo("registry")), correction), Patience);

    private static async Task CorrectAsync(ChaosSystem system, Random random, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            if (system.Expected.Correct(Kinds[random.Next(Kinds.Length)], random) is { } correction)
                await MakeAsync(system, correction);
            await Task.Delay(random.Next(50), CancellationToken.None);
        }
    }

    private static async Task MakeAsync(CorrectionService.CorrectionServiceClient corrections, ExpectedCorrection correction)
    {
        const string Reason = "salah ketik";
        if (correction.Kind is CorrectionKind.Withdrawal)
            await corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = $"{correction.ContractId}", Reason = Reason });
        else if (correction.Kind is CorrectionKind.Name)
            await corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = $"{correction.After.WorkerId}", Name = ExpectedCorrection.Name, Reason = Reason });
        else if (correction.Kind is CorrectionKind.Nik)
            await corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = $"{correction.After.WorkerId}", Nik = correction.Nik, Reason = Reason });
        else
            await corrections.CorrectContractAsync(RequestOf(correction, Reason));
    }

    private static CorrectContractRequest RequestOf(ExpectedCorrection correction, string reason)
    {
        var request = new CorrectContractRequest { ContractId = $"{correction.ContractId}", Reason = reason };
        switch (correction.Kind)
        {
            case CorrectionKind.LastDay:
                request.LastDay = $"{ExpectedCorrection.LastDay:yyyy-MM-dd}";
                break;
            case CorrectionKind.FirstDay:
                request.FirstDay = $"{ExpectedCorrection.FirstDay:yyyy-MM-dd}";
                break;
            case CorrectionKind.Unit:
                request.Unit = correction.UnitCode;
                break;
            case CorrectionKind.Wage:
                request.MonthlyWage = ExpectedCorrection.Wage;
                break;
            case CorrectionKind.Position:
                request.Position = ExpectedCorrection.Position;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(correction), correction.Kind, "is no correction of a contract's field");
        }
        return request;
    }
}
