using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.Testing;
using Capacity = Workforce.ServiceDefaults.Access.Capacity;

namespace Workforce.Evaluation.Tests.Objections;

/// <summary>Who objects and who rules in a test's town.</summary>
internal sealed class Objectors(EvaluationService service, Town town)
{
    public static RatingFacts Poor => new() { Result = Expectation.At, Conduct = Expectation.Below };

    /// <summary>As whoever may by a claim.</summary>
    public ObjectionService.ObjectionServiceClient Anyone => service.Running.Client<ObjectionService.ObjectionServiceClient>();

    public ObjectionService.ObjectionServiceClient Office => As(new SetupToken("bkppd", "BKPPD", [Role.Hr], [Code]));

    /// <summary>Of a contract.</summary>
    public ObjectionService.ObjectionServiceClient Worker(string contractId) =>
        As(new SetupToken($"pegawai-{contractId}", "Pegawai", [Role.Worker], [Code]) { WorkerId = service.Register.Contracts[contractId].Contract.WorkerId });

    /// <summary>Who stands above the head of the town's unit.</summary>
    /// <param name="level">1: next above.</param>
    public ObjectionService.ObjectionServiceClient Superior(int level = 1, Capacity capacity = Capacity.Definitive, DateOnly? first = null, DateOnly? last = null) =>
        Person([Above(level, capacity, first, last)]).Objections;

    /// <summary>A person with these appointments, as one who rates and as one who rules.</summary>
    public (RatingService.RatingServiceClient Ratings, ObjectionService.ObjectionServiceClient Objections) Person(IReadOnlyList<Appointment> appointments)
    {
        var token = new SetupToken($"pejabat-{Guid.NewGuid()}", "Pejabat", [], []);
        service.Appointments[token.Subject] = appointments;
        return (town.As(token), As(token));
    }

    public Appointment Above(int level, Capacity capacity = Capacity.Definitive, DateOnly? first = null, DateOnly? last = null)
    {
        var unit = Guid.Parse(town.Unit);
        return new Appointment(Guid.Parse(town.Id), null, false, level == 1 ? [unit] : [], capacity, first, last)
        {
            FurtherUnits = level == 1 ? [] : [new FurtherUnit(unit, level)],
        };
    }

    public Appointment HeadOf(Capacity capacity = Capacity.Plt) => new(Guid.Parse(town.Id), Guid.Parse(town.Unit), false, [], capacity, null, null);

    public ObjectionService.ObjectionServiceClient As(SetupToken token) => new(TestTokens.Open(service.Running.Address, _ => TestTokens.Sign(token)));

    /// <summary>A contract with a rating, by a head of its own unless one is given.</summary>
    public async Task<RatingContent> RatedAsync(RatingFacts? facts = null, RatingService.RatingServiceClient? head = null) =>
        (await (head ?? town.Head()).RateWorkersAsync(town.Rate(town.Hire(), facts ?? Poor))).Outcomes[0].Rating.Content;

    public FileObjectionRequest Objection(string contractId, string reason = "Saya hadir setiap hari.") =>
        new() { RoundId = town.RoundId, ContractId = contractId, Reason = reason };

    /// <summary>By the worker.</summary>
    public async Task<Objection> FileAsync(string contractId) => await Worker(contractId).FileObjectionAsync(Objection(contractId));

    /// <summary>The worker received the notice of a version.</summary>
    public async Task ReceiveAsync(RatingContent rating, DateOnly on)
    {
        var message = Guid.NewGuid();
        await service.Broker.PublishAsync(message, ReceiptOf(rating, on));
        await service.Running.HandledAsync(message);
    }

    public RatingsReceived ReceiptOf(RatingContent rating, DateOnly on) =>
        new(Guid.Parse(town.Id), [new ReceivedRating(Guid.Parse(rating.ContractId), Guid.Parse(rating.RatingId), on)]);

    /// <summary>All versions of a contract's rating.</summary>
    public async Task<IReadOnlyList<Rating>> VersionsAsync(string contractId) =>
        (await town.Ratings.ListRatingsAsync(new ListRatingsRequest { ContractId = contractId, AllVersions = true })).Ratings;

    /// <summary>Status and sentence of a call that fails; OK and nothing of one that does not.</summary>
    public static async Task<(StatusCode Status, string Sentence)> FailureAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return (StatusCode.OK, "");
        }
        catch (RpcException failure)
        {
            return (failure.StatusCode, failure.Status.Detail);
        }
    }

    private string Code => $"kota-{Guid.Parse(town.Id):N}";
}
