using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// For the cells of the table of docs/corrections.md before the night and after it: nine of the workers are corrected before, nine afterwards.
/// Then what is due by its corrected terms is expired.
/// </summary>
public sealed class CorrectedNight(SharedSystem shared) : CorrectedCity(shared), IAsyncLifetime
{
    // Worker 1 is corrected in the first respect before the night, worker 11 after it.
    private const int FirstBefore = 1;
    private const int FirstAfter = 11;

    public async Task InitializeAsync()
    {
        await CreateAsync();
        await CorrectEachAsync(FirstBefore);
        await Eventually.HoldsAsync(() => ArrivedAsync(FirstBefore), "what was corrected before the night arrived at Contract");
        await City.ExpireAsync();
        await AwaitAsync(("2020-12-31", 17, 0), ("2020-11-30", 1, 0));

        await CorrectEachAsync(FirstAfter);
        await AwaitAsync(("2020-12-31", 13, 4), ("2020-11-30", 1, 0));
        await City.ExpireAsync();
        await AwaitAsync(("2020-12-31", 14, 4), ("2020-11-30", 2, 0));
        await Eventually.IsAsync((14, 2, 4), TakenBackAsync, "requests open and withdrawn, notices taken back", TimeSpan.FromMinutes(1));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The name that what was issued to the worker has: notices keep the one that they were issued with.</summary>
    public static string NameOf(string what, bool afterTheNight) => NameOf(what, WorkerOf(what, afterTheNight), isRight: !afterTheNight);

    public Task<CorrectedOutcome> OutcomeAsync(string what, bool afterTheNight) => OutcomeAsync(WorkerOf(what, afterTheNight), NameOf(what, afterTheNight));

    public Task<IReadOnlyList<Notification.V1.Notice>> NoticesAsync(string what, bool afterTheNight) => NoticesAsync(WorkerOf(what, afterTheNight));

    public Task<FindWorkerReply> RegisteredAsync(string what, bool afterTheNight) => RegisteredAsync(what, WorkerOf(what, afterTheNight));

    public Task<IReadOnlyList<Correction>> HistoryAsync(string what, bool afterTheNight) => HistoryAsync(WorkerOf(what, afterTheNight));

    public Task<string> WageAsync(bool afterTheNight) => WageAsync(WorkerOf("wage", afterTheNight));

    private static int WorkerOf(string what, bool afterTheNight) => WorkerOf(what, afterTheNight ? FirstAfter : FirstBefore);
}
