using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Contract.Decisions;

/// <summary>Decisions for which all that is given holds; null is any.</summary>
/// <param name="Overrides">Only those.</param>
public sealed record DecisionFilter(Guid? CycleId, Guid? UnitId, Guid? ContractId, RenewalOutcome? Outcome, bool Overrides);

/// <summary>The tables of decisions and their withdrawals. Rows are added only: the database refuses every change of one.</summary>
public sealed class DecisionStore(Database database)
{
    private const string Columns =
        "id, city_id, cycle_id, contract_id, worker_id, unit_id, outcome, ground, reason, paper_number, paper_date, recommended, recommendation_id, rating_id, "
        + "evidence_as_of, proposal_id, follows, request_id, decided_at, by_issuer, by_subject, by_name";

    /// <summary>Decisions <c>d</c> with their withdrawals <c>w</c>.</summary>
    internal const string From = "decision d left join decision_withdrawal w on w.decision_id = d.id";

    private const string Select =
        $"""
        select d.*, w.reason as withdrawn_reason, w.withdrawn_at, w.by_issuer as withdrawn_issuer, w.by_subject as withdrawn_subject, w.by_name as withdrawn_name
        from {From}
        """;

    // As Decision.IsOverride.
    private const string IsOverride = "d.outcome <> d.recommended";

    private const string NotSuperseded =
        "not exists (select from decision later where later.cycle_id = d.cycle_id and later.contract_id = d.contract_id and later.follows = d.id)";

    private const string Entries =
        """
        select contract_id, worker_id, unit_id, vendor_id is not null as is_of_vendor from contract
        where contract_id = any(@contractIds) and city_id = @CityId and cycle_id = @Id
            and not exists (select from continuing_contract where continuing_contract.contract_id = contract.contract_id)
        """;

    private static readonly NewRows<Decision> New = new("decision", Columns, key: "cycle_id, contract_id, follows", Write);

    /// <summary>A condition on a decision <c>d</c> and its withdrawal <c>w</c>: it stood, as known at a moment.</summary>
    /// <param name="moment">A parameter, UTC.</param>
    internal static string StoodAt(string moment) => $"d.decided_at <= {moment} and (w.withdrawn_at is null or w.withdrawn_at > {moment})";

    /// <summary>A condition on rows that have <c>contract_id</c> and <c>cycle_id</c>: a decision stands.</summary>
    internal static string IsDecided(string rows) =>
        $"exists (select from {From} where d.cycle_id = {rows}.cycle_id and d.contract_id = {rows}.contract_id and w.decision_id is null)";

    /// <summary>Adds decisions of contracts of which none stands, while the city's list is locked.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyCollection<Decision> decisions, CancellationToken cancellation) =>
        New.AddAsync(work, [[.. decisions.OrderBy(decision => decision.ContractId)]], cancellation);

    /// <summary>Withdraws decisions that stand, while the city's list is locked.</summary>
    public static Task AddWithdrawalsAsync(UnitOfWork work, IReadOnlyCollection<Guid> decisionIds, DecisionWithdrawal withdrawal, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into decision_withdrawal (decision_id, reason, withdrawn_at, by_issuer, by_subject, by_name)
            select id, @Reason, @WithdrawnAt, @Issuer, @Subject, @Name from unnest(@ids) as withdrawn (id) order by id
            """,
            new
            {
                ids = decisionIds.ToArray(),
                withdrawal.Reason,
                withdrawal.WithdrawnAt,
                withdrawal.WithdrawnBy.Issuer,
                withdrawal.WithdrawnBy.Subject,
                withdrawal.WithdrawnBy.Name,
            },
            cancellation);

    /// <summary>The newest decision of each of these contracts that has one in a cycle, by contract: it stands, or is withdrawn.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Decision>> ListNewestAsync(UnitOfWork work, Guid cycleId, Guid[] contractIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            // One by one and by the key, as recommendations are read.
            $"""
            select newest.* from (select contract_id from unnest(@contractIds) as asked (contract_id) offset 0) asked
            cross join lateral ({Select} where d.cycle_id = @cycleId and d.contract_id = asked.contract_id and {NotSuperseded}) newest
            """,
            new { cycleId, contractIds }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => row.ToDecision());
    }

    /// <summary>Those with these ids, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Decision>> ListAsync(UnitOfWork work, Guid[] ids, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"{Select} where d.id = any(@ids)", new { ids }, cancellation);
        return rows.ToDictionary(row => row.Id, row => row.ToDecision());
    }

    /// <summary>Those of these contracts that are on a cycle's list, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DecidedEntry>> ListEntriesAsync(UnitOfWork work, Cycle cycle, Guid[] contractIds, CancellationToken cancellation) =>
        (await work.ListAsync<DecidedEntry>(Entries, new { contractIds, cycle.CityId, cycle.Id }, cancellation)).ToDictionary(entry => entry.ContractId);

    /// <summary>The same outside of a unit of work.</summary>
    public async Task<IReadOnlyDictionary<Guid, DecidedEntry>> ListEntriesAsync(Cycle cycle, Guid[] contractIds, CancellationToken cancellation) =>
        (await database.ListAsync<DecidedEntry>(Entries, new { contractIds, cycle.CityId, cycle.Id }, cancellation)).ToDictionary(entry => entry.ContractId);

    /// <summary>A page of what a filter selects, in the order in which it was decided.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Decision>> ListAsync(DecisionFilter filter, bool withWithdrawn, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        string?[] conditions =
        [
            .. Conditions(filter), withWithdrawn ? null : "w.decision_id is null", after is null ? null : "d.id > @after", reach.Condition("d.city_id", "d.unit_id", "d.worker_id"),
        ];
        var rows = await database.ListAsync<Row>(
            $"{Select} where {string.Join(" and ", conditions.OfType<string>())} order by d.id limit @size",
            reach.With(new { filter.CycleId, filter.UnitId, filter.ContractId, filter.Outcome, after, size }), cancellation);
        return [.. rows.Select(row => row.ToDecision())];
    }

    /// <summary>Those that stand of a cycle's list, by unit, outcome, ground and override; null when there is no such cycle within reach.</summary>
    /// <param name="now">By which workers are separated, or not; UTC.</param>
    public async Task<DecisionCounts?> CountAsync(Guid cycleId, DateTime now, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<CountRow>(
            $"""
            with listed as (
                select contract.contract_id, contract.cycle_id
                from cycle join contract on contract.city_id = cycle.city_id and contract.last_day = cycle.last_day and contract.cycle_id = cycle.cycle_id
                where cycle.cycle_id = @cycleId and not {SeparationStore.IsSeparated("contract", "@now")}
                    and not exists (select from continuing_contract where continuing_contract.contract_id = contract.contract_id)),
            counted as (
                select d.unit_id, d.outcome, d.ground, {IsOverride} as is_override, count(*)::int as workers
                from listed join decision d using (cycle_id, contract_id) left join decision_withdrawal w on w.decision_id = d.id
                where w.decision_id is null
                group by d.unit_id, d.outcome, d.ground, {IsOverride})
            select (select count(*)::int from listed) as listed, counted.*
            from cycle left join counted on true
            where cycle.cycle_id = @cycleId and {reach.Condition("cycle.city_id")}
            order by unit_id, outcome, ground, is_override
            """,
            reach.With(new { cycleId, now }), cancellation);
        return rows.Count == 0 ? null : new(rows[0].Listed, [
            .. from row in rows
               where row.UnitId is not null
               select new DecisionCount(row.UnitId!.Value, row.Outcome!.Value, row.Ground, row.IsOverride!.Value, row.Workers!.Value)]);
    }

    private static IEnumerable<string> Conditions(DecisionFilter filter)
    {
        if (filter.CycleId is not null) yield return "d.cycle_id = @CycleId";
        if (filter.UnitId is not null) yield return "d.unit_id = @UnitId";
        if (filter.ContractId is not null) yield return "d.contract_id = @ContractId";
        if (filter.Outcome is not null) yield return "d.outcome = @Outcome";
        if (filter.Overrides) yield return IsOverride;
    }

    private static void Write(CopyRows copy, Decision decision)
    {
        copy.Id(decision.Id);
        copy.Id(decision.CityId);
        copy.Id(decision.CycleId);
        copy.Id(decision.ContractId);
        copy.Id(decision.WorkerId);
        copy.Id(decision.UnitId);
        copy.Small((short)decision.Terms.Outcome);
        copy.Small((short?)decision.Terms.Ground);
        copy.Text(decision.Terms.Reason);
        copy.Text(decision.Terms.Paper?.Number);
        copy.Day(decision.Terms.Paper?.Date);
        copy.Small((short)decision.Recommended);
        copy.Id(decision.RecommendationId);
        copy.Id(decision.RatingId);
        copy.Moment(decision.EvidenceAsOf);
        copy.Id(decision.ProposalId);
        copy.Id(decision.Follows);
        copy.Id(decision.RequestId);
        copy.Moment(decision.DecidedAt);
        copy.Text(decision.DecidedBy.Issuer);
        copy.Text(decision.DecidedBy.Subject);
        copy.Text(decision.DecidedBy.Name);
    }

    private sealed record CountRow(int Listed, Guid? UnitId, RenewalOutcome? Outcome, NonRenewalGround? Ground, bool? IsOverride, int? Workers);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid CycleId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public RenewalOutcome Outcome { get; init; }
        public NonRenewalGround? Ground { get; init; }
        public string? Reason { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public RecommendationOutcome Recommended { get; init; }
        public Guid RecommendationId { get; init; }
        public Guid? RatingId { get; init; }
        public DateTime EvidenceAsOf { get; init; }
        public Guid ProposalId { get; init; }
        public Guid? Follows { get; init; }
        public Guid? RequestId { get; init; }
        public DateTime DecidedAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public string? WithdrawnReason { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public string? WithdrawnIssuer { get; init; }
        public string? WithdrawnSubject { get; init; }
        public string? WithdrawnName { get; init; }

        public Decision ToDecision() => new(
            Id, CityId, CycleId, ContractId, WorkerId, UnitId,
            new DecisionTerms(Outcome, Ground, Reason, PaperNumber is null ? null : new Paper(PaperNumber, PaperDate!.Value)),
            Recommended, RecommendationId, RatingId, EvidenceAsOf, ProposalId, Follows, RequestId, DecidedAt, new Actor(ByIssuer, BySubject, ByName),
            WithdrawnAt is { } at ? new DecisionWithdrawal(WithdrawnReason!, at, new Actor(WithdrawnIssuer!, WithdrawnSubject!, WithdrawnName!)) : null);
    }
}
