using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Workforce.Access.V1;
using Workforce.Clock.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Messaging.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Connections;

/// <summary>Clients of the public gRPC services of a running system.</summary>
public sealed class WorkforceSystem : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    private readonly List<GrpcChannel> _channels = [];
    private readonly Func<string, CancellationToken, ValueTask<string?>> _tokenFor;
    private readonly string? _purpose;

    /// <param name="tokenFor">The token for an RPC by its path; null for none.</param>
    /// <param name="purpose">What personal data are read for; null says nothing.</param>
    public WorkforceSystem(Endpoints endpoints, Func<string, CancellationToken, ValueTask<string?>> tokenFor, string? purpose)
    {
        (_tokenFor, _purpose) = (tokenFor, purpose);
        Endpoints = endpoints;
        var registry = Open(endpoints.Registry);
        Cities = new CityService.CityServiceClient(registry);
        Register = new RegisterService.RegisterServiceClient(registry);
        Exports = new ExportService.ExportServiceClient(registry);
        Workers = new WorkerService.WorkerServiceClient(registry);
        var contract = Open(endpoints.Contract);
        Policies = new PolicyService.PolicyServiceClient(contract);
        Contracts = new ContractService.ContractServiceClient(contract);
        Cycles = new CycleService.CycleServiceClient(contract);
        Reminders = new ReminderService.ReminderServiceClient(contract);
        Recommendations = new RecommendationService.RecommendationServiceClient(contract);
        Separations = new SeparationService.SeparationServiceClient(contract);
        Decisions = new DecisionService.DecisionServiceClient(contract);
        Willingness = new WillingnessService.WillingnessServiceClient(contract);
        States = new StateService.StateServiceClient(contract);
        var evaluation = Open(endpoints.Evaluation);
        Requests = new EvaluationRequestService.EvaluationRequestServiceClient(evaluation);
        RatingPolicies = new RatingPolicyService.RatingPolicyServiceClient(evaluation);
        Rounds = new RoundService.RoundServiceClient(evaluation);
        Ratings = new RatingService.RatingServiceClient(evaluation);
        Objections = new ObjectionService.ObjectionServiceClient(evaluation);
        var notification = Open(endpoints.Notification);
        Receipts = new ReceiptService.ReceiptServiceClient(notification);
        Notices = new NoticeService.NoticeServiceClient(notification);
        Letters = new LetterService.LetterServiceClient(notification);
        Appointments = new AppointmentService.AppointmentServiceClient(registry);
        Corrections = new CorrectionService.CorrectionServiceClient(registry);
        Denials = new DenialService.DenialServiceClient(registry);
        Rejects = new RejectService.RejectServiceClient(registry);
        Quality = new QualityService.QualityServiceClient(registry);
        Clocks = [.. endpoints.All.Zip([registry, contract, evaluation, notification], (service, channel) =>
            (service.Service, new ClockService.ClockServiceClient(channel)))];
        AccessLogs = [.. endpoints.All.Zip([registry, contract, evaluation, notification], (service, channel) =>
            (service.Service, new AccessLogService.AccessLogServiceClient(channel)))];
        DeadLetters = [.. endpoints.All.Zip([registry, contract, evaluation, notification], (service, channel) =>
            new DeadLetterPeer(service.Service, service.Address, new DeadLetterService.DeadLetterServiceClient(channel)))];
    }

    public Endpoints Endpoints { get; }

    public CityService.CityServiceClient Cities { get; }

    public RegisterService.RegisterServiceClient Register { get; }

    public ExportService.ExportServiceClient Exports { get; }

    public WorkerService.WorkerServiceClient Workers { get; }

    public PolicyService.PolicyServiceClient Policies { get; }

    public ContractService.ContractServiceClient Contracts { get; }

    public CycleService.CycleServiceClient Cycles { get; }

    public ReminderService.ReminderServiceClient Reminders { get; }

    public RecommendationService.RecommendationServiceClient Recommendations { get; }

    public SeparationService.SeparationServiceClient Separations { get; }

    public DecisionService.DecisionServiceClient Decisions { get; }

    public WillingnessService.WillingnessServiceClient Willingness { get; }

    public StateService.StateServiceClient States { get; }

    public EvaluationRequestService.EvaluationRequestServiceClient Requests { get; }

    public RatingPolicyService.RatingPolicyServiceClient RatingPolicies { get; }

    public RoundService.RoundServiceClient Rounds { get; }

    public RatingService.RatingServiceClient Ratings { get; }

    public ObjectionService.ObjectionServiceClient Objections { get; }

    public NoticeService.NoticeServiceClient Notices { get; }

    public ReceiptService.ReceiptServiceClient Receipts { get; }

    public LetterService.LetterServiceClient Letters { get; }

    /// <summary>Each service, for the dead letters of its own queues.</summary>
    public IReadOnlyList<DeadLetterPeer> DeadLetters { get; }

    public AppointmentService.AppointmentServiceClient Appointments { get; }

    public CorrectionService.CorrectionServiceClient Corrections { get; }

    public DenialService.DenialServiceClient Denials { get; }

    public RejectService.RejectServiceClient Rejects { get; }

    public QualityService.QualityServiceClient Quality { get; }

    /// <summary>Each service, for its own clock.</summary>
    public IReadOnlyList<(string Service, ClockService.ClockServiceClient Client)> Clocks { get; }

    /// <summary>Each service, for its own access log.</summary>
    public IReadOnlyList<(string Service, AccessLogService.AccessLogServiceClient Client)> AccessLogs { get; }

    public void Dispose()
    {
        foreach (var channel in _channels)
            channel.Dispose();
    }

    private Metadata WithPurpose(Metadata metadata)
    {
        if (_purpose is not null)
            metadata.Add("purpose", _purpose);
        return metadata;
    }

    private CallInvoker Open(Uri address)
    {
        var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions
        {
            HttpHandler = new BearerTokens(_tokenFor)
            {
                // The system is on this machine: a proxy that the environment names is not used.
                InnerHandler = new SocketsHttpHandler { UseProxy = false, ConnectTimeout = ConnectTimeout, EnableMultipleHttp2Connections = true },
            },
            DisposeHttpClient = true,
            ThrowOperationCanceledOnCancellation = true,
        });
        _channels.Add(channel);
        return channel.Intercept(new DefaultDeadline()).Intercept(metadata => WithPurpose(metadata));
    }
}
