namespace Workforce.Registry.Import;

/// <summary>The signs of life of an import while it runs, also while its file comes slowly.</summary>
public sealed class ImportPulse : IAsyncDisposable
{
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _beating;

    private ImportPulse(RunningImport import, ImportStore imports) => _beating = BeatAsync(import, imports, _stop.Token);

    public static ImportPulse Start(RunningImport import, ImportStore imports) => new(import, imports);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _beating;
        _stop.Dispose();
    }

    private static async Task BeatAsync(RunningImport import, ImportStore imports, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop);
                await imports.MarkSeenAsync(import, CancellationToken.None);
            }
            catch (Exception)
            {
                // Stopped; or the database is away, as the import's next chunk will say.
            }
        }
    }
}
