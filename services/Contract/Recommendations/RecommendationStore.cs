using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Contract.Recommendations;

/// <summary>Recommendations of a cycle for which all that is given holds; null is any.</summary>
/// <param name="HeadDiffers">Only those.</param>
public sealed record RecommendationFilter(Guid CycleId, Guid? UnitId, RecommendationOutcome? Outcome, bool HeadDiffers);

/// <summary>How many workers of a unit are recommended likewise.</summary>
/// <param name="HeadDiffers">Of them, those of whom the head says otherwise.</param>
public sealed record RecommendationCount(Guid UnitId, Judgement Judgement, int Workers, int HeadDiffers);

/// <summary>What a cycle's list has.</summary>
/// <param name="Workers">With a recommendation or without.</param>
public sealed record RecommendationCounts(int Workers, IReadOnlyList<RecommendationCount> Counts);

/// <summary>What a further version is compared with, and what a decision follows or overrides.</summary>
/// <param name="Inputs">In their canonical form.</param>
public sealed record NewestVersion(
    Guid Id, Guid ContractId, Guid UnitId, int Version, Judgement Judgement, string Inputs, string Sha256, Guid? RatingId, DateTime AsOf)
{
    /// <summary>Whether it rests on what the worker says of going on, and that is another word. A row that was changed by hand rests on nothing.</summary>
    /// <param name="willing">Null while the worker has not said.</param>
    public bool IsOfOtherWord(bool? willing) =>
        RecommendationInputs.FromText(Inputs) is not { } inputs || (inputs.Declared.Contains(InputKind.Willingness) && inputs.Willing != willing);
}

/// <summary>A recommendation as the table has it, whatever was done to it.</summary>
public sealed record StoredRecommendation(Guid Id, Guid ContractId, Guid WorkerId, Judgement Judgement, string Inputs, string Sha256, Guid? RatingId, DateTime AsOf);

/// <summary>The table of recommendations. Rows are added only: the database refuses every change of one.</summary>
public sealed class RecommendationStore(Database database)
{
    private const string Columns =
        "id, city_id, cycle_id, contract_id, worker_id, unit_id, version, outcome, grounds, inputs, sha256, rating_id, head_recommendation, template_version, as_of, made_at, "
        + "by_issuer, by_subject, by_name";

    /// <summary>A condition on <c>recommendation</c>: it is the newest by the parameter <c>now</c>, for versions have no gaps.</summary>
    internal const string IsNewest =
        """
        recommendation.made_at <= @now and not exists (
            select from recommendation later
            where later.cycle_id = recommendation.cycle_id and later.contract_id = recommendation.contract_id and later.version = recommendation.version + 1
              and later.made_at <= @now)
        """;

    /// <summary>
    /// A condition on <c>recommendation</c>: its worker is on the list by the parameter <c>now</c>. Of a contract that was corrected or withdrawn since,
    /// or whose worker is separated, the recommendation is kept and shown no more.
    /// </summary>
    internal static readonly string IsOnList =
        $"""
        exists (select from contract where contract.contract_id = recommendation.contract_id and contract.cycle_id = recommendation.cycle_id)
        and not exists (select from continuing_contract where continuing_contract.contract_id = recommendation.contract_id)
        and not {SeparationStore.IsSeparated("recommendation", "@now")}
        """;

    private const string HeadDiffers = "coalesce(outcome <> 3 and (head_recommendation = 1) <> (outcome = 1), false)";

    private static readonly NewRows<Recommendation> New = new("recommendation", Columns, key: "cycle_id, contract_id, version", Write);

    /// <summary>Adds versions whose predecessors are the newest, while those of the cycle are locked.</summary>
    /// <exception cref="NotReadyException">One of them was added meanwhile.</exception>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<Recommendation> recommendations, CancellationToken cancellation)
    {
        var added = await New.AddAsync(work, [[.. recommendations.OrderBy(recommendation => recommendation.ContractId)]], cancellation);
        if (added[0] < recommendations.Count)
            throw new NotReadyException("others recommended for some of these workers at the same moment: ask again");
    }

    /// <summary>The newest versions of these contracts in a cycle.</summary>
    public static async Task<IReadOnlyList<NewestVersion>> ListNewestAsync(UnitOfWork work, Guid cycleId, Guid[] contractIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<NewestRow>(
            // One by one and by the key: of a cycle that has just ended the planner thinks that it has no rows, and reads all of them each time.
            """
            select newest.* from (select contract_id, @cycleId as cycle_id from unnest(@contractIds) as asked (contract_id) offset 0) asked
            cross join lateral (
                select id, contract_id, unit_id, version, outcome, grounds, inputs, sha256, rating_id, as_of from recommendation
                where recommendation.cycle_id = asked.cycle_id and recommendation.contract_id = asked.contract_id
                order by version desc limit 1) newest
            """,
            new { cycleId, contractIds }, cancellation);
        return [.. rows.Select(row => new NewestVersion(
            row.Id, row.ContractId, row.UnitId, row.Version, Judgement.Stored(row.Outcome, row.Grounds), row.Inputs, row.Sha256, row.RatingId, row.AsOf))];
    }

    /// <summary>A page of the newest ones of a cycle's list, by the ids of unit and contract.</summary>
    /// <param name="now">As known at this moment, UTC.</param>
    /// <param name="after">Unit and contract of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Recommendation>> ListAsync(
        RecommendationFilter filter, DateTime now, (Guid Unit, Guid Contract)? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select {Columns} from recommendation
            where {string.Join(" and ", Conditions(filter, after is not null))} and {reach.Condition("city_id", "unit_id", "worker_id")}
            order by unit_id, contract_id limit @size
            """,
            reach.With(new { filter.CycleId, filter.UnitId, filter.Outcome, now, afterUnit = after?.Unit, afterContract = after?.Contract, size }), cancellation);
        return [.. rows.Select(row => row.ToRecommendation())];
    }

    /// <summary>By unit, outcome and grounds; null when there is no such cycle within reach.</summary>
    /// <param name="now">As known at this moment, UTC; of contracts, as they are on the list now.</param>
    public async Task<RecommendationCounts?> CountAsync(Guid cycleId, DateTime now, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<CountRow>(
            $"""
            select unit_id, outcome, grounds, count(*)::int as workers, (count(*) filter (where {HeadDiffers}))::int as head_differs, (
                select count(*)::int from contract left join continuing_contract using (contract_id)
                where contract.city_id = cycle.city_id and contract.last_day = cycle.last_day and contract.cycle_id = cycle.cycle_id
                    and next_contract_id is null and not {SeparationStore.IsSeparated("contract", "@now")}) as listed
            from cycle left join recommendation on recommendation.cycle_id = cycle.cycle_id and {IsNewest} and {IsOnList}
            where cycle.cycle_id = @cycleId and {reach.Condition("cycle.city_id")}
            group by cycle.cycle_id, unit_id, outcome, grounds order by unit_id, outcome, grounds
            """,
            reach.With(new { cycleId, now }), cancellation);
        return rows.Count == 0 ? null : new(rows[0].Listed, [
            .. from row in rows
               where row.UnitId is not null
               select new RecommendationCount(row.UnitId!.Value, Judgement.Stored(row.Outcome!.Value, row.Grounds!.Value), row.Workers, row.HeadDiffers)]);
    }

    /// <summary>A page of the newest ones of a cycle, by contract, as they are stored.</summary>
    /// <param name="now">As known at this moment, UTC.</param>
    /// <param name="after">Contract of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<StoredRecommendation>> ListStoredAsync(Guid cycleId, DateTime now, Guid? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<StoredRow>(
            $"""
            select id, contract_id, worker_id, outcome, grounds, inputs, sha256, rating_id, as_of from recommendation
            where cycle_id = @cycleId and (@after is null or contract_id > @after) and {IsNewest}
            order by contract_id limit @size
            """,
            new { cycleId, now, after, size }, cancellation);
        return [.. rows.Select(row => new StoredRecommendation(
            row.Id, row.ContractId, row.WorkerId, Judgement.Stored(row.Outcome, row.Grounds), row.Inputs, row.Sha256, row.RatingId, row.AsOf))];
    }

    private static IEnumerable<string> Conditions(RecommendationFilter filter, bool isAfter)
    {
        yield return $"cycle_id = @CycleId and {IsNewest} and {IsOnList}";
        if (filter.UnitId is not null) yield return "unit_id = @UnitId";
        if (filter.Outcome is not null) yield return "outcome = @Outcome";
        if (filter.HeadDiffers) yield return HeadDiffers;
        if (isAfter) yield return "(unit_id, contract_id) > (@afterUnit, @afterContract)";
    }

    private static void Write(CopyRows copy, Recommendation recommendation)
    {
        copy.Id(recommendation.Id);
        copy.Id(recommendation.CityId);
        copy.Id(recommendation.CycleId);
        copy.Id(recommendation.ContractId);
        copy.Id(recommendation.WorkerId);
        copy.Id(recommendation.UnitId);
        copy.Number(recommendation.Version);
        copy.Small((short)recommendation.Judgement.Outcome);
        copy.Small(recommendation.Judgement.GroundBits);
        copy.Text(recommendation.Inputs);
        copy.Text(recommendation.Sha256);
        copy.Id(recommendation.RatingId);
        copy.Small((short?)recommendation.Head);
        copy.Number(recommendation.TemplateVersion);
        copy.Moment(recommendation.AsOf);
        copy.Moment(recommendation.MadeAt);
        copy.Text(recommendation.MadeBy.Issuer);
        copy.Text(recommendation.MadeBy.Subject);
        copy.Text(recommendation.MadeBy.Name);
    }

    private sealed record NewestRow(
        Guid Id, Guid ContractId, Guid UnitId, int Version, RecommendationOutcome Outcome, short Grounds, string Inputs, string Sha256, Guid? RatingId, DateTime AsOf);

    private sealed record CountRow(Guid? UnitId, RecommendationOutcome? Outcome, short? Grounds, int Workers, int HeadDiffers, int Listed);

    private sealed record StoredRow(
        Guid Id, Guid ContractId, Guid WorkerId, RecommendationOutcome Outcome, short Grounds, string Inputs, string Sha256, Guid? RatingId, DateTime AsOf);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid CycleId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public int Version { get; init; }
        public RecommendationOutcome Outcome { get; init; }
        public short Grounds { get; init; }
        public required string Inputs { get; init; }
        public required string Sha256 { get; init; }
        public Guid? RatingId { get; init; }
        public HeadRecommendation? HeadRecommendation { get; init; }
        public int TemplateVersion { get; init; }
        public DateTime AsOf { get; init; }
        public DateTime MadeAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }

        public Recommendation ToRecommendation() => new(
            Id, CityId, CycleId, ContractId, WorkerId, UnitId, Version, Judgement.Stored(Outcome, Grounds), Inputs, Sha256, RatingId,
            HeadRecommendation, TemplateVersion, AsOf, MadeAt, new Actor(ByIssuer, BySubject, ByName));
    }
}
