using Workforce.Faults.Judging;
using Workforce.Faults.Plumbing;
using Workforce.Registry.V1;

namespace Workforce.Faults.Injection;

/// <summary>The personnel office corrects contracts, before they expire, afterwards, and while the sweep has them in hand.</summary>
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
        await Task.WhenAll(Enumerable.Range(strike.Seed, Callers).Select(seed => CorrectAsync(system, new Random(seed), limit.Token)));
        system.Notes.Enqueue($"corrections: {string.Join(", ", system.Expected.Corrections.Values.CountBy(one => one.Kind).Select(kind => $"{kind.Value} of {kind.Key}"))}");
        cancellation.ThrowIfCancellationRequested();
    }

    private static async Task CorrectAsync(ChaosSystem system, Random random, CancellationToken over)
    {
        var corrections = new CorrectionService.CorrectionServiceClient(system.Running.ChannelTo("registry"));
        while (!over.IsCancellationRequested)
        {
            if (system.Expected.Correct(Kinds[random.Next(Kinds.Length)], random) is { } correction)
                // What is expected is made, whatever else is broken meanwhile: the same call again changes nothing.
                await Persistently.DoAsync(async () => await MakeAsync(corrections, correction), Patience);
            await Task.Delay(random.Next(50), CancellationToken.None);
        }
    }

    private static async Task MakeAsync(CorrectionService.CorrectionServiceClient corrections, ExpectedCorrection correction)
    {
        const string Reason = "salah ketik";
        if (correction.Kind is CorrectionKind.Withdrawal)
            await corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = $"{correction.ContractId}", Reason = Reason });
        else if (correction.Kind is CorrectionKind.LastDay)
            await corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = $"{correction.ContractId}", LastDay = "2021-12-31", Reason = Reason });
        else if (correction.Kind is CorrectionKind.Unit)
            await corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = $"{correction.ContractId}", Unit = correction.UnitCode, Reason = Reason });
        else
            await corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = $"{correction.ContractId}", Position = "Perawat", Reason = Reason });
    }
}
