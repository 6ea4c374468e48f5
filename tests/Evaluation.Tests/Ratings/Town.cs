using Workforce.Evaluation.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Capacity = Workforce.ServiceDefaults.Access.Capacity;

namespace Workforce.Evaluation.Tests.Ratings;

/// <summary>A city of a test's own: two units with their workers, heads, a policy and a round of 2020.</summary>
internal sealed class Town(EvaluationService service)
{
    private static int _niks;

    public string Id { get; } = $"{EvaluationService.NewCity()}";

    public string Unit { get; } = $"{Guid.NewGuid()}";

    public string OtherUnit { get; } = $"{Guid.NewGuid()}";

    public string RoundId { get; private set; } = "";

    /// <summary>Days before the due day on which heads are reminded.</summary>
    public int[] HeadsBeforeDue { get; init; } = [];

    /// <summary>As whoever may: the personnel office.</summary>
    public RoundService.RoundServiceClient Rounds => service.Running.Client<RoundService.RoundServiceClient>();

    public RatingPolicyService.RatingPolicyServiceClient Policies => service.Running.Client<RatingPolicyService.RatingPolicyServiceClient>();

    public RatingService.RatingServiceClient Ratings => service.Running.Client<RatingService.RatingServiceClient>();

    public static RatingRules Matrix => new()
    {
        Scheme = RatingScheme.Matrix3X3,
        HeadRecommendation = HeadRecommendationRule.Optional,
        Absences = new AbsenceRules { Counts = { AbsenceKind.Unexcused }, Limits = { new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear } } },
        MinimumPredicate = Predicate.NeedsImprovement,
        Inputs = { RatingInput.Predicate, RatingInput.Absences },
        Rounds = new RoundRules { Required = RequiredRounds.Yearly, BeforeEndDue = "2020-12-18" },
    };

    public static RatingRules Score => new(Matrix) { Scheme = RatingScheme.Score100, Cuts = { "91", "76", "61", "51" } };

    public static RatingFacts Good => new() { Result = Expectation.At, Conduct = Expectation.At };

    public static Task<Town> CreateAsync(EvaluationService service, RatingRules rules) => CreateAsync(new Town(service), rules);

    public static async Task<Town> CreateAsync(Town town, RatingRules rules)
    {
        await town.Policies.ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest { Policy = town.PolicyOf(rules) });
        town.RoundId = (await town.Rounds.OpenRoundAsync(town.Yearly)).Id;
        return town;
    }

    public OpenRoundRequest Yearly => new() { CityId = Id, Kind = RoundKind.Yearly, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31" };

    public RatingPolicy PolicyOf(RatingRules rules) => new()
    {
        CityId = Id,
        EffectiveFrom = "2020-01-01",
        Rating = rules,
        Objection = new ObjectionRules { Days = 14, RulingDays = 5 },
        HeadsBeforeDue = { HeadsBeforeDue },
    };

    /// <returns>The contract's id.</returns>
    public string Hire(string? unit = null, string firstDay = "2020-01-01", string lastDay = "2020-12-31", string? nik = null)
    {
        var contract = new FoundContract
        {
            ContractId = $"{Guid.NewGuid()}",
            WorkerId = $"{Guid.NewGuid()}",
            UnitId = unit ?? Unit,
            FirstDay = firstDay,
            LastDay = lastDay,
        };
        service.Register.Contracts[contract.ContractId] = (Id, nik ?? NewNik(), contract);
        return contract.ContractId;
    }

    public string NikOf(string contractId) => service.Register.Contracts[contractId].Nik;

    public static string NewNik() => $"53710101018{Interlocked.Increment(ref _niks):00000}";

    /// <summary>Who heads a unit of the town.</summary>
    public RatingService.RatingServiceClient Head(string? unit = null, Capacity capacity = Capacity.Definitive, DateOnly? first = null, DateOnly? last = null)
    {
        var subject = $"kepala-{Guid.NewGuid()}";
        service.Appointments[subject] = [new(Guid.Parse(Id), Guid.Parse(unit ?? Unit), false, [], capacity, first, last)];
        return As(new SetupToken(subject, "Kepala Unit", [], []));
    }

    public RatingService.RatingServiceClient As(SetupToken token) => new(TestTokens.Open(service.Running.Address, _ => TestTokens.Sign(token)));

    public RateWorkersRequest Rate(params WorkerRating[] ratings) => new() { RoundId = RoundId, Ratings = { ratings } };

    public RateWorkersRequest Rate(string contractId, RatingFacts facts, int expectedVersion = 0) =>
        Rate(new WorkerRating { ContractId = contractId, Facts = facts, ExpectedVersion = expectedVersion });
}
