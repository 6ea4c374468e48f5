using System.Collections.Concurrent;
using Grpc.Core;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Contract.Tests;

/// <summary>What Evaluation knows of ratings, and Registry of ages, as the tests say.</summary>
public sealed class KnownWorkers
{
    /// <summary>By contract, the newest version first.</summary>
    public ConcurrentDictionary<string, Evaluation.V1.Evidence[]> Evidence { get; } = [];

    /// <summary>Rating policies of cities, the first version first.</summary>
    public ConcurrentDictionary<string, RatingPolicy[]> Policies { get; } = [];

    /// <summary>Of workers, in years.</summary>
    public ConcurrentDictionary<string, int> Ages { get; } = [];

    /// <summary>Whose ages were asked for.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    /// <summary>False: Evaluation answers UNAVAILABLE.</summary>
    public bool EvaluationAnswers { get; set; } = true;
}

/// <summary>Registry's worker service, as far as Contract calls it.</summary>
public sealed class AgesPeer(KnownWorkers workers) : WorkerService.WorkerServiceBase
{
    public override Task<GetAgesReply> GetAges(GetAgesRequest request, ServerCallContext context)
    {
        foreach (var id in request.Ids)
            workers.Asked.Enqueue(id);
        return Task.FromResult(new GetAgesReply { Years = { request.Ids.Select(id => workers.Ages.GetValueOrDefault(id)) } });
    }
}

/// <summary>Evaluation's evidence.</summary>
public sealed class EvidencePeer(KnownWorkers workers) : EvidenceService.EvidenceServiceBase
{
    public override Task<ListEvidenceReply> ListEvidence(ListEvidenceRequest request, ServerCallContext context)
    {
        if (!workers.EvaluationAnswers)
            throw new RpcException(new Status(StatusCode.Unavailable, "Evaluation is away"));
        var policies = workers.Policies.GetValueOrDefault(request.CityId, []);
        var reply = new ListEvidenceReply { Policies = { policies }, Policy = policies.LastOrDefault() };
        reply.Evidence.Add(request.ContractIds.Select(id => workers.Evidence.GetValueOrDefault(id)?[0]).OfType<Evaluation.V1.Evidence>());
        reply.Evidence.Add(workers.Evidence.Values.SelectMany(versions => versions).Where(version => request.RatingIds.Contains(version.RatingId)));
        return Task.FromResult(reply);
    }
}
