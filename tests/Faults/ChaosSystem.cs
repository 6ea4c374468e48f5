using System.Collections.Concurrent;
using System.Diagnostics;
using Aspire.Hosting.Testing;
using Dapper;
using Workforce.Faults.Judging;
using Workforce.Faults.Plumbing;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Faults;

/// <summary>The whole system with a proxy on every connection that can be cut, and what must come of its night.</summary>
public sealed class ChaosSystem : IAsyncDisposable
{
    private static readonly TimeSpan RestartTimeout = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(30);

    private Government? _secondDay;

    private ChaosSystem(RunningSystem running, IReadOnlyList<Link> links, ContractClock clock) =>
        (Running, Links, Clock) = (running, links, clock);

    public RunningSystem Running { get; }

    public IReadOnlyList<Link> Links { get; }

    /// <summary>Where Contract's clock starts with its next process.</summary>
    public ContractClock Clock { get; }

    public Expectation Expected { get; } = new();

    /// <summary>What a fault itself saw go wrong, such as a call that failed for good.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    /// <summary>What a fault measured.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    public static async Task<ChaosSystem> StartAsync(ChaosSettings settings)
    {
        var links = new List<Link>();
        var clock = new ContractClock();
        var running = await RunningSystem.StartAsync(
            [$"--Clock:StartsAt={ContractClock.AfterMidnight:yyyy-MM-ddTHH:mm:sszzz}", "--Sweep:Timer=on"],
            builder =>
            {
                Configure(builder, settings);
                clock.Govern(builder);
                links.AddRange(RunningSystem.Services.Select(service => Link.Lead(builder, service, "rabbitmq", "ConnectionStrings__messaging")));
                links.Add(Link.Lead(builder, "contract", "registry", "services__registry__grpc__0"));
                links.Add(Link.Lead(builder, "evaluation", "registry", "services__registry__grpc__0"));
                links.Add(Link.Lead(builder, "notification", "registry", "services__registry__grpc__0"));
                links.Add(Link.Lead(builder, "notification", "contract", "services__contract__grpc__0"));
                links.Add(Link.Lead(builder, "registry", "redis", "ConnectionStrings__cache"));
            });
        return new ChaosSystem(running, links, clock);
    }

    /// <summary>Puts governments with their contracts into the system; none is due yet.</summary>
    public async Task FillAsync(IReadOnlyList<Government> governments)
    {
        // A pool of its own each time: one that outlived PostgreSQL has dead connections in it.
        await using var fill = await Fill.OpenAsync(Running);
        await fill.StoreAsync(governments);
        await fill.StoreNextAsync(governments);
        await Expected.LearnAsync(Running, governments);
        Expected.MayCorrect(governments);
    }

    /// <summary>From now on the sweep finds them, and their night is expected to happen.</summary>
    public async Task FallDueAsync(Government government)
    {
        Expected.FallDue(government);
        // Also while PostgreSQL is away.
        await using var fill = await Fill.OpenAsync(Running);
        await Persistently.DoAsync(() => fill.FallDueAsync([government]), RestartTimeout);
    }

    /// <summary>Puts in a government whose contracts end a day later than all others.</summary>
    public async Task FillSecondDayAsync(Government government)
    {
        _secondDay = government;
        await using (var fill = await Fill.OpenAsync(Running))
        {
            await fill.StoreAsync([government]);
            await fill.StoreNextAsync([government]);
        }
        await Expected.LearnAsync(Running, [government]);
        await using var source = await Running.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update contract set first_day = @lastDay + 1 where city_id = @Id and first_day > @FirstLastDay;
            update contract set last_day = @lastDay where city_id = @Id and last_day = @FirstLastDay;
            insert into unswept_day (city_id, last_day) values (@Id, @lastDay);
            """,
            new { government.Id, lastDay = Government.LastDay.AddDays(1), FirstLastDay = Government.LastDay });
    }

    /// <summary>From now on their night is expected to happen as well.</summary>
    public void SecondDayIsOver()
    {
        if (_secondDay is not null)
            Expected.FallDue(_secondDay);
    }

    /// <summary>Makes some contracts malformed that are not due yet: they have no worker.</summary>
    public async Task MalformAsync(int contracts, Random random)
    {
        var all = Expected.Contracts.Where(pair => !Expected.IsDue(pair.Value)).Select(pair => pair.Key).ToArray();
        random.Shuffle(all);
        Expected.Malformed.UnionWith(all[..contracts]);
        await using var source = await Running.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync();
        // Of a vendor: two city contracts of one worker may not share a day, and now they have the same one.
        await connection.ExecuteAsync(
            "update contract set worker_id = @none, vendor_id = contract_id where contract_id = any(@ids)",
            new { none = Guid.Empty, ids = all[..contracts] });
    }

    public Link LinkOf(string name) => Links.Single(link => link.ToString() == name);

    /// <summary>SIGKILL of a service or server and all below it.</summary>
    public async Task KillAsync(string resource)
    {
        using var process = Running.ProcessOf(resource);
        await Signals.KillAsync(process.Id);
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM to a service, which must end within 30 seconds.</summary>
    public async Task StopAsync(string service)
    {
        using var process = Running.ProcessOf(service);
        var stopping = Stopwatch.StartNew();
        await Signals.SendAsync(process.Id, "TERM");
        using var limit = new CancellationTokenSource(StopWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            Notes.Enqueue($"stop: {service} ended after {stopping.Elapsed.TotalSeconds:F1} s");
        }
        catch (OperationCanceledException)
        {
            Complaints.Enqueue($"{service} had not ended {StopWithin.TotalSeconds:F0} s after SIGTERM");
            await KillAsync(service);
        }
    }

    /// <summary>Kills Contract and starts it with a clock that shows another moment.</summary>
    public async Task RestartContractAsync(DateTimeOffset startsAt)
    {
        await KillAsync("contract");
        Clock.StartsAt = startsAt;
        await StartAgainAsync("contract");
    }

    /// <summary>Starts what has ended, until it is healthy: what it needs may be down at the same time.</summary>
    public Task StartAgainAsync(string resource) =>
        Persistently.DoAsync(() => Running.StartAgainAsync(resource), RestartTimeout);

    /// <summary>Starts a service that ended itself, as systemd or Kubernetes would.</summary>
    public async Task StartIfEndedAsync(string service)
    {
        if (Running.IsListening(service))
            return;
        Notes.Enqueue($"{service} had ended itself and was started again");
        await StartAgainAsync(service);
    }

    public async ValueTask DisposeAsync()
    {
        await Running.DisposeAsync();
        foreach (var link in Links)
            await link.Proxy.DisposeAsync();
    }

    private static void Configure(IDistributedApplicationTestingBuilder builder, ChaosSettings settings)
    {
        builder.SweepEverySecond();
        builder.SetEnvironment("contract", "Sweep__BatchSize", $"{settings.BatchSize}");
        builder.SetEnvironment("contract", "Sweep__ChunkSize", $"{settings.ChunkSize}");
        builder.SetEnvironment("contract", "Reconciliation__EverySeconds", "1");
        builder.SetEnvironment("contract", "Reconciliation__GraceSeconds", $"{ChaosSettings.GraceSeconds}");
        foreach (var service in RunningSystem.Services)
            builder.SetEnvironment(service, "Outbox__LeaseSeconds", $"{ChaosSettings.LeaseSeconds}");
    }
}
