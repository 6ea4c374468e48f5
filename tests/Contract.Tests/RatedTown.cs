using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.Events;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>A city whose workers are rated, as tests say, and recommended.</summary>
internal static class RatedTown
{
    private static readonly RatingInput[] AllInputs = [RatingInput.Predicate, RatingInput.Absences, RatingInput.Willingness, RatingInput.Discipline, RatingInput.Age];

    /// <summary>Workers whose contracts have ended, spread over the units.</summary>
    /// <param name="change">Of the policy.</param>
    public static async Task<(Town Town, RegisteredContract[] Contracts)> ListedAsync(
        this ContractHost host, int? ageLimit = null, RatingInput[]? inputs = null, int workers = 5, Action<Policy>? change = null)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        host.CodeOf(town);
        var policy = town.Policy;
        if (ageLimit is { } years)
            policy.AgeLimit = new AgeLimitPolicy { Years = years, On = AgeDay.FirstDayOfNewPeriod };
        change?.Invoke(policy);
        await host.Policies.ApplyPolicyAsync(new ApplyPolicyRequest { Policy = policy });
        host.Workers.Policies[$"{town.Id}"] =
        [
            new RatingPolicy
            {
                CityId = $"{town.Id}",
                Version = 1,
                Rating = new RatingRules { MinimumPredicate = Predicate.NeedsImprovement, Inputs = { inputs ?? AllInputs } },
            },
        ];
        var contracts = town.YearUntil("2020-12-31", workers);
        foreach (var contract in contracts)
            host.Workers.Ages[$"{contract.WorkerId}"] = 40;
        await town.RegisterAsync(contracts);
        Assert.Equal(workers, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        return (town, contracts);
    }

    /// <summary>Evaluation has a rating of the contract from now on, whose worker may object no longer.</summary>
    /// <param name="change">Of what it proves.</param>
    public static void Rate(
        this ContractHost host, RegisteredContract contract, Predicate predicate, int days = 0, AbsenceLimit? exceeded = null, string disciplinedOn = "", HeadRecommendation head = default, int version = 1, Action<Evaluation.V1.Evidence>? change = null)
    {
        var evidence = new Evaluation.V1.Evidence
        {
            ContractId = $"{contract.ContractId}",
            WorkerId = $"{contract.WorkerId}",
            RoundId = $"{Guid.NewGuid()}",
            RatingId = $"{Guid.NewGuid()}",
            Version = version,
            PolicyVersion = 1,
            Predicate = predicate,
            CountedDays = days,
            ExceededLimit = exceeded,
            DisciplinePaperDate = disciplinedOn,
            HeadRecommendation = head,
            SignedAt = Timestamp.FromDateTime(DateTime.UnixEpoch),
            Sha256 = new string($"{version}"[0], 64),
            ReceivedOn = "2020-12-21",
            ObjectionUntil = "2020-12-31",
        };
        change?.Invoke(evidence);
        host.Workers.Evidence.AddOrUpdate(evidence.ContractId, [evidence], (_, earlier) => [evidence, .. earlier]);
    }

    public static async Task SayAsync(this Town town, ContractHost host, RegisteredContract contract, V1.Willingness willingness, string paper) => await host.Running.Client<WillingnessService.WillingnessServiceClient>()
        .RecordStatementsAsync(new RecordStatementsRequest
        {
            CityId = $"{town.Id}",
            Statements = { new NewStatement { ContractId = $"{contract.ContractId}", Willingness = willingness, Paper = new Registry.V1.Paper { Number = paper, Date = "2021-01-01" } } },
        });

    public static async Task<string> CycleIdAsync(this Town town) => (await town.ProgressAsync()).CycleId;

    public static async Task<(int Workers, int Recommended, bool IsComplete)> RecommendAsync(this Town town, ContractHost host)
    {
        using var call = host.Recommendations.Recommend(new RecommendRequest { CycleId = await town.CycleIdAsync() });
        var last = await call.ResponseStream.ReadAllAsync().LastAsync();
        return (last.Workers, last.Recommended, last.Complete);
    }
}
