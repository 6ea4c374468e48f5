using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Objections;

/// <summary>Objections for which all that is given holds; null is any.</summary>
/// <param name="Open">Only those that are not ruled on.</param>
/// <param name="Late">Only those that are late.</param>
public sealed record ObjectionFilter(Guid? CityId, Guid? RoundId, Guid? UnitId, Guid? ContractId, bool Open, bool Late)
{
    /// <summary>Whether an index answers it.</summary>
    public bool IsBounded => (CityId ?? RoundId ?? UnitId ?? ContractId) is not null;
}

/// <summary>The tables of objections and rulings. Rows are added only: the database refuses every change of one.</summary>
public sealed class ObjectionStore(Database database)
{
    private const string Select =
        """
        select o.id, o.city_id, o.round_id, o.contract_id, o.worker_id, o.unit_id, o.rating_id, o.version, o.reason, o.paper_number, o.paper_date,
               o.filed_on, o.filed_at, o.by_issuer, o.by_subject, o.by_name, o.ruling_due, o.late_from,
               r.outcome, r.reason as ruling_reason, r.rating_id as ruling_rating_id, r.version as ruling_version, r.ruled_at,
               r.by_issuer as ruled_issuer, r.by_subject as ruled_subject, r.by_name as ruled_name, r.capacity
        from objection o left join ruling r on r.objection_id = o.id
        """;

    /// <summary>Adds an objection while the round is locked.</summary>
    public static Task AddAsync(UnitOfWork work, Objection objection, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into objection (
            id, city_id, round_id, contract_id, worker_id, unit_id, rating_id, version, reason, paper_number, paper_date, filed_on, filed_at,
            by_issuer, by_subject, by_name, ruling_due, late_from)
        values (
            @Id, @CityId, @RoundId, @ContractId, @WorkerId, @UnitId, @RatingId, @Version, @Reason, @paperNumber, @paperDate, @FiledOn, @FiledAt,
            @Issuer, @Subject, @Name, @RulingDue, @LateFrom)
        """,
        new
        {
            objection.Id,
            objection.CityId,
            objection.RoundId,
            objection.ContractId,
            objection.WorkerId,
            objection.UnitId,
            objection.RatingId,
            objection.Version,
            objection.Reason,
            paperNumber = objection.Paper?.Number,
            paperDate = objection.Paper?.Date,
            objection.FiledOn,
            objection.FiledAt,
            objection.FiledBy.Issuer,
            objection.FiledBy.Subject,
            objection.FiledBy.Name,
            objection.RulingDue,
            objection.LateFrom,
        },
        cancellation);

    /// <summary>Adds the ruling of an objection that has none, while the round is locked.</summary>
    public static Task AddRulingAsync(UnitOfWork work, Objection ruled, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into ruling (objection_id, outcome, reason, rating_id, version, ruled_at, by_issuer, by_subject, by_name, capacity)
        values (@Id, @outcome, @Reason, @RatingId, @Version, @RuledAt, @Issuer, @Subject, @Name, @capacity)
        """,
        new
        {
            ruled.Id,
            outcome = (short)ruled.Ruling!.Outcome,
            ruled.Ruling.Reason,
            ruled.Ruling.RatingId,
            ruled.Ruling.Version,
            ruled.Ruling.RuledAt,
            ruled.Ruling.RuledBy.Issuer,
            ruled.Ruling.RuledBy.Subject,
            ruled.Ruling.RuledBy.Name,
            capacity = (short)ruled.Ruling.Capacity,
        },
        cancellation);

    /// <summary>The objection against a contract's rating in a round: while it is open, and once it is ruled on, there is no other. Null when there is none.</summary>
    public static async Task<Objection?> FindAsync(UnitOfWork work, Guid roundId, Guid contractId, CancellationToken cancellation) =>
        (await work.FindAsync<Row>($"{Select} where o.contract_id = @contractId and o.round_id = @roundId", new { roundId, contractId }, cancellation))?.ToObjection();

    /// <summary>Implements <see cref="ListObjected"/>.</summary>
    public static async Task<IReadOnlyDictionary<Guid, ObjectedRating>> ListObjectedAsync(
        UnitOfWork work, Guid roundId, Guid[] contractIds, CancellationToken cancellation) =>
        (await work.ListAsync<ObjectedRating>(
            """
            select contract_id, version, filed_on, exists (select from ruling where objection_id = objection.id) as is_ruled
            from objection where round_id = @roundId and contract_id = any(@contractIds)
            """,
            new { roundId, contractIds }, cancellation)).ToDictionary(objected => objected.ContractId);

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public async Task<Objection> GetAsync(Guid id, Reach reach, CancellationToken cancellation) =>
        (await database.FindAsync<Row>($"{Select} where o.id = @id and {ConditionOf(reach)}", reach.With(new { id }), cancellation))?.ToObjection()
        ?? throw new NotFoundException("objection", $"{id}");

    /// <summary>A page of what a bounded filter selects, in the order in which it was filed.</summary>
    /// <param name="now">By which the open ones are late, or not.</param>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Objection>> ListAsync(
        ObjectionFilter filter, DateTime now, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"{Select} where {string.Join(" and ", Conditions(filter, after))} and {ConditionOf(reach)} order by o.id limit @size",
            reach.With(new { filter.CityId, filter.RoundId, filter.UnitId, filter.ContractId, now, after, size }), cancellation);
        return [.. rows.Select(row => row.ToObjection())];
    }

    private static string ConditionOf(Reach reach) => reach.Condition("o.city_id", "o.unit_id", "o.worker_id");

    private static IEnumerable<string> Conditions(ObjectionFilter filter, Guid? after)
    {
        if (filter.CityId is not null) yield return "o.city_id = @CityId";
        if (filter.RoundId is not null) yield return "o.round_id = @RoundId";
        if (filter.UnitId is not null) yield return "o.unit_id = @UnitId";
        if (filter.ContractId is not null) yield return "o.contract_id = @ContractId";
        if (filter.Open) yield return "r.objection_id is null";
        if (filter.Late) yield return "coalesce(r.ruled_at, @now) >= o.late_from";
        if (after is not null) yield return "o.id > @after";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid RoundId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public Guid RatingId { get; init; }
        public int Version { get; init; }
        public required string Reason { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public DateOnly FiledOn { get; init; }
        public DateTime FiledAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public DateOnly RulingDue { get; init; }
        public DateTime LateFrom { get; init; }
        public RulingOutcome? Outcome { get; init; }
        public string? RulingReason { get; init; }
        public Guid? RulingRatingId { get; init; }
        public int? RulingVersion { get; init; }
        public DateTime? RuledAt { get; init; }
        public string? RuledIssuer { get; init; }
        public string? RuledSubject { get; init; }
        public string? RuledName { get; init; }
        public Capacity? Capacity { get; init; }

        public Objection ToObjection() => new(
            Id, CityId, RoundId, ContractId, WorkerId, UnitId, RatingId, Version, Reason,
            PaperNumber is null ? null : new ObjectionPaper(PaperNumber, PaperDate!.Value), FiledOn, FiledAt, new Actor(ByIssuer, BySubject, ByName), RulingDue, LateFrom,
            Outcome is not { } outcome ? null : new Ruling(
                outcome, RulingReason!, RulingRatingId!.Value, RulingVersion!.Value, RuledAt!.Value, new Actor(RuledIssuer!, RuledSubject!, RuledName!), Capacity!.Value));
    }
}
