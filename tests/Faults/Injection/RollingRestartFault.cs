using System.Diagnostics;
using Grpc.Core;
using Workforce.Faults.Systems;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Faults.Injection;

/// <summary>
/// Every service in turn is stopped (SIGTERM) and started again, while a client calls all of them. It retries on
/// UNAVAILABLE, and no other answer than OK may come.
/// </summary>
public sealed class RollingRestartFault : IFault
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    public string Name => "rolling-restart";

    public IReadOnlyList<string> Targets => ["services"];

    public (double Shortest, double Longest) Seconds => (0, 1);

    // The servers too: a client cannot tell a fault of theirs from one of the restart.
    public IReadOnlyList<string> Holds(string target) => [.. RunningSystem.Services, "rabbitmq", "postgres", "redis"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        using var calling = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var clients = RunningSystem.Services.Select(service => CallAsync(system, service, calling.Token)).ToList();
        foreach (var service in RunningSystem.Services)
        {
            await system.StopAsync(service);
            await system.StartAgainAsync(service);
            await Task.Delay(strike.Lasts, cancellation);
        }
        await calling.CancelAsync();
        var calls = await Task.WhenAll(clients);
        system.Notes.Enqueue($"rolling-restart: {calls.Sum()} calls answered");
    }

    private static async Task<int> CallAsync(ChaosSystem system, string service, CancellationToken cancellation)
    {
        var call = CallOf(system, service);
        var answered = 0;
        while (!cancellation.IsCancellationRequested)
        {
            if (await FailureOfAsync(call) is { } failure)
                system.Complaints.Enqueue($"a call to {service} failed during the rolling restart: {failure.Status}");
            answered++;
            await Task.Delay(Between, CancellationToken.None);
        }
        return answered;
    }

    private static async Task<RpcException?> FailureOfAsync(Func<Task> call)
    {
        var trying = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await call();
                return null;
            }
            catch (RpcException e) when (IsUnavailable(e) && trying.Elapsed < Timeout)
            {
                await Task.Delay(Between);
            }
            catch (RpcException e)
            {
                return e;
            }
        }
    }

    // gRPC for .NET says INTERNAL when a connection is closed in good order just as a call is sent, others say UNAVAILABLE.
    private static bool IsUnavailable(RpcException error) =>
        error.StatusCode == StatusCode.Unavailable
        || error.Status.DebugException is HttpRequestException { HttpRequestError: HttpRequestError.HttpProtocolError or HttpRequestError.ConnectionError };

    private static Func<Task> CallOf(ChaosSystem system, string service)
    {
        var channel = system.Running.ChannelTo(service);
        var city = $"{system.Expected.Cities.First()}";
        var cycle = $"{Guid.NewGuid()}";
        return service switch
        {
            "registry" => async () => await new CityService.CityServiceClient(channel).ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city }),
            "contract" => async () => await new CycleService.CycleServiceClient(channel).ListCyclesAsync(new ListCyclesRequest { CityId = city }),
            "evaluation" => async () =>
                await new EvaluationRequestService.EvaluationRequestServiceClient(channel).CountRequestsAsync(new CountRequestsRequest { CycleId = cycle }),
            _ => async () => await new NoticeService.NoticeServiceClient(channel).CountNoticesAsync(new CountNoticesRequest { CycleId = cycle }),
        };
    }
}
