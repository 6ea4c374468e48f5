using Workforce.Cli.Cities;
using Workforce.Cli.Clocks;
using Workforce.Cli.Connections;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Recommendation = Workforce.Contract.V1.Recommendation;

namespace Workforce.Cli.Stories;

/// <summary>Counts from the services' listings what has become of a story; never from what was entered.</summary>
public sealed class StoryReading(Listings listings, City city, Story story, CancellationToken cancellation)
{
    // What is rated and recommended later is decided about, and changes nothing of what was known at these marks.
    private const string Rated = "rated";
    private const string Recommended = "recommended";

    private static readonly IReadOnlyDictionary<string, RecommendationOutcome> Outcomes = new Dictionary<string, RecommendationOutcome>
    {
        ["renew"] = RecommendationOutcome.Renew,
        ["not"] = RecommendationOutcome.NotRenew,
        ["none"] = RecommendationOutcome.None,
    };

    /// <param name="shows">By the system's clock, with the city's offset: who is separated by that day is on no list.</param>
    public async Task<NightReport> ReadAsync(DateTimeOffset shows)
    {
        var today = Words.Iso(DateOnly.FromDateTime(shows.DateTime));
        var night = await NightReading.ReadAsync(listings, city, cancellation)
            ?? NightReport.Of(city.Code, today, new Due(new Dictionary<ContractKey, LetterKey>()), Outcome.Nothing, []);
        var rounds = await listings.Rounds(city.Id).ToListAsync(cancellation);
        var separations = await listings.Separations(new ListSeparationsRequest { CityId = city.Id, WithWithdrawn = true }).ToListAsync(cancellation);
        var separatedNow = Standing(separations, knownAt: null, today);
        var ratedAt = story.FindPassed(Rated, shows);
        var separated = Standing(separations, ratedAt, ratedAt is null ? today : Words.Iso(DateOnly.FromDateTime(ratedAt.Value.DateTime))).Select(separation => separation.ContractId).ToHashSet();
        var ratings = (await RatingsAsync(ratedAt)).FindAll(rating => !separated.Contains(rating.Content.ContractId));
        var notices = await NoticesAsync(rounds, night);
        var reminders = await listings.ReminderNoticesAsync(city.Id);
        var recommendedAt = story.FindPassed(Recommended, shows) is { } passed ? ServiceClock.Iso(passed) : "";
        var recommendations = await OfCyclesAsync(night, cycle => listings.Recommendations(new ListRecommendationsRequest { CycleId = cycle, KnownAt = recommendedAt }));
        var decisions = await OfCyclesAsync(night, cycle => listings.Decisions(new ListDecisionsRequest { CycleId = cycle }));
        var refusals = await OfCyclesAsync(night, listings.RefusedDecisions);
        return night with
        {
            Separated = EnumWords.All<SeparationCode>().ToDictionary(known => known.Key, known => separatedNow.Count(separation => separation.Code == known.Value)),
            Rated = RatingSection.Predicates.ToDictionary(known => known.Key, known => ratings.Count(rating => rating.Content.Predicate == known.Value)),
            Unrated = await CountUnratedAsync(rounds, ratings, separated),
            Received = notices.Where(notice => notice is { Kind: NoticeKind.Rated, Receipt: not null }).Select(notice => (notice.RoundId, notice.ContractId)).Distinct().Count(),
            Objections = await ObjectionsAsync(),
            Reminders = new Dictionary<string, int>
            {
                ["worker"] = reminders.Sum(count => count.ToWorkers),
                ["personnel_office"] = reminders.Sum(count => count.ToPersonnelOffice),
                ["heads"] = notices.Count(notice => notice.Kind is NoticeKind.RatingsDue),
            },
            Recommended = ByOutcome(recommendations),
            RecommendedByUnit = await ByUnitAsync(recommendations),
            Decided = new Dictionary<string, int>
            {
                ["renewed"] = decisions.Count(decision => decision.Outcome is RenewalOutcome.Renew),
                ["not_renewed"] = decisions.Count(decision => decision.Outcome is RenewalOutcome.NotRenew),
                ["overrides"] = decisions.Count(decision => decision.IsOverride),
            },
            Refused = refusals.CountBy(refusal => refusal.Rule).OrderBy(rule => rule.Key, StringComparer.Ordinal).ToDictionary(rule => rule.Key, rule => rule.Value),
        };
    }

    // Null: now.
    private static List<Separation> Standing(List<Separation> all, DateTimeOffset? knownAt, string day) => all.FindAll(separation =>
        string.CompareOrdinal(separation.EffectiveOn, day) <= 0
        && (knownAt is null
            ? separation.Withdrawal is null
            : separation.RecordedAt.ToDateTimeOffset() <= knownAt && !(separation.Withdrawal?.WithdrawnAt.ToDateTimeOffset() <= knownAt)));

    // The newest version of each contract's in each round that was signed by then; null: now.
    private async Task<List<Rating>> RatingsAsync(DateTimeOffset? signedBy)
    {
        var versions = await listings.Ratings(new ListRatingsRequest { CityId = city.Id, AllVersions = signedBy is not null }).ToListAsync(cancellation);
        return [.. versions
            .Where(rating => signedBy is null || rating.Content.SignedAt.ToDateTimeOffset() <= signedBy)
            .GroupBy(rating => (rating.Content.RoundId, rating.Content.ContractId), (_, ofContract) => ofContract.MaxBy(rating => rating.Content.Version)!)];
    }

    private async Task<List<T>> OfCyclesAsync<T>(NightReport night, Func<string, IAsyncEnumerable<T>> list) =>
        await night.Cycles.ToAsyncEnumerable().SelectMany(cycle => list(cycle.CycleId)).ToListAsync(cancellation);

    // Each once, though one may be of a round and listed with a cycle.
    private async Task<IReadOnlyList<Notice>> NoticesAsync(List<Round> rounds, NightReport night) => await rounds.ToAsyncEnumerable()
        .SelectMany(round => listings.NoticesOfRound(round.Id))
        .Concat(night.Cycles.ToAsyncEnumerable().SelectMany(cycle => listings.NoticesOfCycle(cycle.CycleId).Where(notice => notice.Kind is NoticeKind.RatingsDue)))
        .DistinctBy(notice => notice.Id)
        .ToListAsync(cancellation);

    private async Task<int> CountUnratedAsync(List<Round> rounds, List<Rating> ratings, HashSet<string> separated)
    {
        if (rounds.Count == 0)
            return 0;
        var rated = ratings.Select(rating => (rating.Content.RoundId, rating.Content.ContractId)).ToHashSet();
        return await listings.ContractPeriods(city.Id)
            .Where(period => !separated.Contains(period.ContractId))
            .SelectMany(period => rounds.Where(round => IsOf(round, period)).Select(round => (round.Id, period.ContractId)).ToAsyncEnumerable())
            .CountAsync(due => !rated.Contains(due), cancellation);
    }

    private static bool IsOf(Round round, ContractPeriod period) =>
        string.CompareOrdinal(period.FirstDay, round.PeriodTo) <= 0 && string.CompareOrdinal(period.LastDay, round.PeriodFrom) >= 0
        && (round.UnitIds.Count == 0 || round.UnitIds.Contains(period.UnitId));

    private async Task<IReadOnlyDictionary<string, int>> ObjectionsAsync()
    {
        var objections = await listings.Objections(new ListObjectionsRequest { CityId = city.Id }).ToListAsync(cancellation);
        return new Dictionary<string, int>
        {
            ["rejected"] = objections.Count(objection => objection.Ruling?.Outcome is RulingOutcome.Rejected),
            ["granted"] = objections.Count(objection => objection.Ruling?.Outcome is RulingOutcome.Granted),
            ["open"] = objections.Count(objection => objection.Ruling is null),
        };
    }

    private static Dictionary<string, int> ByOutcome(IReadOnlyCollection<Recommendation> recommendations) =>
        Outcomes.ToDictionary(known => known.Key, known => recommendations.Count(recommendation => recommendation.Outcome == known.Value));

    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>>> ByUnitAsync(List<Recommendation> recommendations)
    {
        var codes = await listings.WorkUnits(city.Id).ToDictionaryAsync(unit => unit.Id, unit => unit.Code, cancellationToken: cancellation);
        return recommendations.GroupBy(recommendation => codes.GetValueOrDefault(recommendation.UnitId, recommendation.UnitId))
            .OrderBy(unit => unit.Key, StringComparer.Ordinal).ToDictionary(unit => unit.Key, IReadOnlyDictionary<string, int> (unit) => ByOutcome([.. unit]));
    }
}
