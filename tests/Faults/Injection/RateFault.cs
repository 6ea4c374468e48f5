using Workforce.Evaluation.V1;
using Workforce.Faults.Plumbing;
using Workforce.Identity;
using Workforce.Notification.V1;

namespace Workforce.Faults.Injection;

/// <summary>
/// Heads rate the workers of some cities in bulk, before these expire, afterwards, and while they are swept; and the personnel
/// office records in bulk that the workers received the notices.
/// </summary>
public sealed class RateFault : IFault
{
    /// <summary>On which workers receive the notices of their ratings.</summary>
    public const string ReceivedOn = "2021-01-01";

    private const int Cities = 3;
    private const int Most = 2_000;
    private const int InCall = 500;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    public string Name => "ratings";

    public IReadOnlyList<string> Targets => ["evaluation"];

    public (double Shortest, double Longest) Seconds => (3, 8);

    public IReadOnlyList<string> Holds(string target) => [];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        Guid[] cities = [.. system.Expected.CorrectableCities];
        new Random(strike.Seed).Shuffle(cities);
        var rated = await Task.WhenAll(cities.Take(Cities).Select(city => RateAsync(system, city)));
        system.Notes.Enqueue($"ratings: {rated.Sum()} signed and received");
        cancellation.ThrowIfCancellationRequested();
    }

    // What is expected is made, whatever else is broken meanwhile: the same call again changes nothing.
    private static async Task<int> RateAsync(ChaosSystem system, Guid city)
    {
        var roundId = "";
        await Persistently.DoAsync(async () => roundId = await OpenRoundAsync(system, $"{city}"), Longest);
        var contracts = system.Expected.Rate(city, Most);
        using var channel = system.Running.ChannelAs(new SetupToken($"kepala-{city}", "Kepala", [], []), "evaluation");
        var ratings = new RatingService.RatingServiceClient(channel);
        foreach (var some in contracts.Chunk(InCall))
            await Persistently.DoAsync(() => SignAsync(ratings, roundId, some), Longest);
        foreach (var some in contracts.Chunk(InCall))
            await Persistently.DoAsync(() => ReceiveAsync(system, city, roundId, some), Longest);
        return contracts.Count;
    }

    private static async Task<string> OpenRoundAsync(ChaosSystem system, string city)
    {
        var channel = system.Running.ChannelTo("evaluation");
        await new RatingPolicyService.RatingPolicyServiceClient(channel).ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest
        {
            Policy = new RatingPolicy
            {
                CityId = city,
                EffectiveFrom = "2020-01-01",
                Rating = new RatingRules
                {
                    Scheme = RatingScheme.Score100,
                    Cuts = { "91", "76", "61", "51" },
                    HeadRecommendation = HeadRecommendationRule.None,
                    MinimumPredicate = Predicate.Good,
                    Inputs = { RatingInput.Predicate },
                    Rounds = new RoundRules { Required = RequiredRounds.None },
                },
                Objection = new ObjectionRules { Days = 14, RulingDays = 5 },
            },
        });
        var round = await new RoundService.RoundServiceClient(channel).OpenRoundAsync(
            new OpenRoundRequest { CityId = city, Kind = RoundKind.Yearly, PeriodFrom = "2020-01-01", PeriodTo = "2020-12-31", DueDay = "2021-01-14" });
        return round.Id;
    }

    private static async Task SignAsync(RatingService.RatingServiceClient ratings, string roundId, Guid[] contracts)
    {
        var reply = await ratings.RateWorkersAsync(new RateWorkersRequest
        {
            RoundId = roundId,
            Ratings = { contracts.Select(id => new WorkerRating { ContractId = $"{id}", Facts = new RatingFacts { Score = "80.25" } }) },
        });
        if (reply.Refused > 0)
            throw new InvalidOperationException($"ratings are refused, the first: {reply.Outcomes.First(outcome => outcome.Refusal is not null).Refusal}");
    }

    // Refused while the notice is on its way.
    private static async Task ReceiveAsync(ChaosSystem system, Guid city, string roundId, Guid[] contracts)
    {
        var reply = await new ReceiptService.ReceiptServiceClient(system.Running.ChannelTo("notification")).RecordReceiptsAsync(new RecordReceiptsRequest
        {
            CityId = $"{city}",
            RoundId = roundId,
            Receipts =
            {
                contracts.Select(id => new NewReceipt { ContractId = $"{id}", ReceivedOn = ReceivedOn, Way = ReceiptWay.HandedOver, Witness = "Staf kepegawaian" }),
            },
        });
        if (reply.Refused > 0)
            throw new InvalidOperationException($"receipts are refused, the first: {reply.Outcomes.First(outcome => outcome.Reason.Length > 0).Reason}");
    }
}
