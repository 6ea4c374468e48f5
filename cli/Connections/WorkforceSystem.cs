using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Messaging.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Connections;

/// <summary>Clients of the public gRPC services of a running system.</summary>
public sealed class WorkforceSystem : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly List<GrpcChannel> _channels = [];

    public WorkforceSystem(Endpoints endpoints)
    {
        Endpoints = endpoints;
        var registry = Open(endpoints.Registry);
        Cities = new CityService.CityServiceClient(registry);
        Register = new RegisterService.RegisterServiceClient(registry);
        Workers = new WorkerService.WorkerServiceClient(registry);
        var contract = Open(endpoints.Contract);
        Policies = new PolicyService.PolicyServiceClient(contract);
        Contracts = new ContractService.ContractServiceClient(contract);
        Cycles = new CycleService.CycleServiceClient(contract);
        var evaluation = Open(endpoints.Evaluation);
        Requests = new EvaluationRequestService.EvaluationRequestServiceClient(evaluation);
        var notification = Open(endpoints.Notification);
        Notices = new NoticeService.NoticeServiceClient(notification);
        Letters = new LetterService.LetterServiceClient(notification);
        DeadLetters = [.. endpoints.All.Zip([registry, contract, evaluation, notification], (service, channel) =>
            new DeadLetterPeer(service.Service, service.Address, new DeadLetterService.DeadLetterServiceClient(channel)))];
    }

    public Endpoints Endpoints { get; }

    public CityService.CityServiceClient Cities { get; }

    public RegisterService.RegisterServiceClient Register { get; }

    public WorkerService.WorkerServiceClient Workers { get; }

    public PolicyService.PolicyServiceClient Policies { get; }

    public ContractService.ContractServiceClient Contracts { get; }

    public CycleService.CycleServiceClient Cycles { get; }

    public EvaluationRequestService.EvaluationRequestServiceClient Requests { get; }

    public NoticeService.NoticeServiceClient Notices { get; }

    public LetterService.LetterServiceClient Letters { get; }

    /// <summary>Each service, for the dead letters of its own queues.</summary>
    public IReadOnlyList<DeadLetterPeer> DeadLetters { get; }

    /// <summary>Finds the running system; see <see cref="RunningSystem"/>.</summary>
    public static WorkforceSystem Connect(string? endpointsFile) => new(RunningSystem.Find(endpointsFile));

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    private Grpc.Core.CallInvoker Open(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            // The system is on this machine: a proxy that the environment names is not used.
            HttpHandler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ConnectTimeout, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
            ThrowOperationCanceledOnCancellation = true,
        });
        _channels.Add(channel);
        return channel.Intercept(new DefaultDeadline());
    }
}
