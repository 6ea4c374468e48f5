using System.Text.Json;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Evaluation.Ratings;

/// <summary>Ratings for which all that is given holds; null is any.</summary>
/// <param name="AllVersions">Otherwise the newest of each contract in each round.</param>
public sealed record RatingFilter(Guid? CityId, Guid? RoundId, Guid? UnitId, Guid? ContractId, bool AllVersions)
{
    /// <summary>Whether an index answers it.</summary>
    public bool IsBounded => (CityId ?? RoundId ?? UnitId ?? ContractId) is not null;
}

/// <summary>How many contracts have a predicate, and for how many of them renewal is recommended.</summary>
public sealed record PredicateCount(Predicate Predicate, int Ratings, int Renew);

/// <summary>Who has signed a version of a rating, by the identity.</summary>
public sealed record RatingSigner(string Issuer, string Subject);

/// <summary>The table of ratings. Rows are added only: the database refuses every change of one.</summary>
public sealed class RatingStore(Database database)
{
    private const string Columns =
        "id, city_id, round_id, contract_id, worker_id, unit_id, version, policy_version, result, conduct, score, absences, discipline, paper_number, paper_date, "
        + "head_recommendation, note, rated_on, predicate, grounds, exceeded_limit, signed_at, by_issuer, by_subject, by_name, capacity, sha256, objection_id";

    // Versions have no gaps.
    private const string IsNewest =
        """
        not exists (
            select from rating later
            where later.contract_id = rating.contract_id and later.round_id = rating.round_id and later.version = rating.version + 1)
        """;

    private const short HundredthsOfPoint = 100;

    private static readonly NewRows<Rating> New = new("rating", Columns, key: "contract_id, round_id, version", Write);

    /// <summary>Adds versions whose predecessors are current, while their units are locked.</summary>
    /// <exception cref="NotReadyException">One of them was signed meanwhile, for another unit: its contract has moved.</exception>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<Rating> ratings, CancellationToken cancellation)
    {
        var added = await New.AddAsync(work, [[.. ratings.OrderBy(rating => rating.ContractId)]], cancellation);
        if (added[0] < ratings.Count)
            throw new NotReadyException("some of the contracts were rated by others at the same moment: send the ratings again");
    }

    /// <summary>The newest versions of these contracts in a round.</summary>
    public static async Task<IReadOnlyList<Rating>> ListNewestAsync(UnitOfWork work, Guid roundId, Guid[] contractIds, CancellationToken cancellation) =>
        [.. (await work.ListAsync<Row>(
            // One by one and by the key: of a round that has just begun the planner thinks that it has no rows, and reads all of them each time.
            $"""
            select newest.* from (select contract_id, @roundId as round_id from unnest(@contractIds) as asked (contract_id) offset 0) asked
            cross join lateral (
                select {Columns} from rating
                where rating.contract_id = asked.contract_id and rating.round_id = asked.round_id
                order by version desc limit 1) newest
            """,
            new { roundId, contractIds }, cancellation))
            .Select(row => row.ToRating())];

    /// <summary>All versions of a contract's rating in a round that are within reach, the first first.</summary>
    public static async Task<IReadOnlyList<Rating>> ListVersionsAsync(UnitOfWork work, Guid roundId, Guid contractId, Reach reach, CancellationToken cancellation) =>
        [.. (await work.ListAsync<Row>(
            $"select {Columns} from rating where round_id = @roundId and contract_id = @contractId and {reach.Condition("city_id", "unit_id", "worker_id")} order by version",
            reach.With(new { roundId, contractId }), cancellation)).Select(row => row.ToRating())];

    /// <summary>Who has signed a version of a contract's rating in a round that an objection is against: one by which it is ruled on is none of them.</summary>
    public Task<IReadOnlyList<RatingSigner>> ListSignersAsync(Guid roundId, Guid contractId, Guid objectionId, CancellationToken cancellation) =>
        database.ListAsync<RatingSigner>(
            """
            select distinct by_issuer as issuer, by_subject as subject
            from rating where round_id = @roundId and contract_id = @contractId and objection_id is distinct from @objectionId
            """,
            new { roundId, contractId, objectionId }, cancellation);

    /// <summary>The newest versions in a round of these units.</summary>
    public async Task<IReadOnlyList<Rating>> ListNewestAsync(Guid roundId, Guid[] unitIds, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>(
            $"select {Columns} from rating where round_id = @roundId and unit_id = any(@unitIds) and {IsNewest}", new { roundId, unitIds }, cancellation))
            .Select(row => row.ToRating())];

    /// <summary>A page of what a bounded filter selects, in the order in which it was signed.</summary>
    /// <param name="after">Id of the last rating of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Rating>> ListAsync(RatingFilter filter, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"select {Columns} from rating where {string.Join(" and ", Conditions(filter, after))} and {reach.Condition("city_id", "unit_id", "worker_id")} order by id limit @size",
            reach.With(new { filter.CityId, filter.RoundId, filter.UnitId, filter.ContractId, after, size }), cancellation);
        return [.. rows.Select(row => row.ToRating())];
    }

    /// <summary>By the newest versions; the best predicate first, those without any left out.</summary>
    /// <param name="roundId">Null: of all rounds.</param>
    public Task<IReadOnlyList<PredicateCount>> CountAsync(Guid cityId, Guid? roundId, CancellationToken cancellation) =>
        database.ListAsync<PredicateCount>(
            $"""
            select predicate, count(*)::int as ratings, (count(*) filter (where grounds = 0))::int as renew
            from rating where city_id = @cityId{(roundId is null ? "" : " and round_id = @roundId")} and {IsNewest}
            group by predicate order by predicate
            """,
            new { cityId, roundId }, cancellation);

    /// <summary>Implements <see cref="Rounds.ListRated"/>.</summary>
    public Task<IReadOnlyList<Guid>> ListRatedAsync(Guid roundId, CancellationToken cancellation) =>
        database.ListAsync<Guid>("select contract_id from rating where round_id = @roundId and version = 1", new { roundId }, cancellation);

    private static void Write(CopyRows copy, Rating rating)
    {
        var (facts, recommendation) = (rating.Facts, rating.Recommendation);
        copy.Id(rating.Id);
        copy.Id(rating.CityId);
        copy.Id(rating.RoundId);
        copy.Id(rating.ContractId);
        copy.Id(rating.WorkerId);
        copy.Id(rating.UnitId);
        copy.Number(rating.Version);
        copy.Number(rating.PolicyVersion);
        copy.Small((short?)facts.Result);
        copy.Small((short?)facts.Conduct);
        copy.Small((short?)(facts.Score * HundredthsOfPoint));
        copy.Text(JsonSerializer.Serialize(facts.Absences));
        copy.Text(facts.Discipline?.Text);
        copy.Text(facts.Discipline?.PaperNumber);
        copy.Day(facts.Discipline?.PaperDate);
        copy.Small((short?)facts.HeadRecommendation);
        copy.Text(facts.Note);
        copy.Day(facts.RatedOn);
        copy.Small((short)rating.Predicate);
        copy.Small((short)recommendation.Grounds.Sum(ground => 1 << (short)ground));
        copy.Text(recommendation.Exceeded is null ? null : JsonSerializer.Serialize(recommendation.Exceeded));
        copy.Moment(rating.SignedAt);
        copy.Text(rating.SignedBy.Issuer);
        copy.Text(rating.SignedBy.Subject);
        copy.Text(rating.SignedBy.Name);
        copy.Small((short)rating.Capacity);
        copy.Text(rating.Sha256);
        copy.Id(rating.ObjectionId);
    }

    private static IEnumerable<string> Conditions(RatingFilter filter, Guid? after)
    {
        if (filter.CityId is not null) yield return "city_id = @CityId";
        if (filter.RoundId is not null) yield return "round_id = @RoundId";
        if (filter.UnitId is not null) yield return "unit_id = @UnitId";
        if (filter.ContractId is not null) yield return "contract_id = @ContractId";
        if (!filter.AllVersions) yield return IsNewest;
        if (after is not null) yield return "id > @after";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid RoundId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public int Version { get; init; }
        public int PolicyVersion { get; init; }
        public Expectation? Result { get; init; }
        public Expectation? Conduct { get; init; }
        public short? Score { get; init; }
        public required string Absences { get; init; }
        public string? Discipline { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public HeadRecommendation? HeadRecommendation { get; init; }
        public string? Note { get; init; }
        public DateOnly? RatedOn { get; init; }
        public Predicate Predicate { get; init; }
        public short Grounds { get; init; }
        public string? ExceededLimit { get; init; }
        public DateTime SignedAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public Capacity Capacity { get; init; }
        public required string Sha256 { get; init; }
        public Guid? ObjectionId { get; init; }

        public Rating ToRating() => new(
            Id, CityId, RoundId, ContractId, WorkerId, UnitId, Version, PolicyVersion,
            new RatingFacts(
                Result, Conduct, Score / (decimal)HundredthsOfPoint, JsonSerializer.Deserialize<Absence[]>(Absences)!,
                Discipline is null ? null : new Discipline(Discipline, PaperNumber, PaperDate), HeadRecommendation, Note, RatedOn),
            Predicate, new Actor(ByIssuer, BySubject, ByName), Capacity, SignedAt,
            new Recommendation(
                [.. Enum.GetValues<NonRenewalGround>().Where(ground => (Grounds & (1 << (short)ground)) != 0)],
                ExceededLimit is null ? null : JsonSerializer.Deserialize<AbsenceLimit>(ExceededLimit)))
        {
            ObjectionId = ObjectionId,
            Sha256 = Sha256,
        };
    }
}
