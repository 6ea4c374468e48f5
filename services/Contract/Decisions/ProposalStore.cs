using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Contract.Decisions;

/// <summary>The tables of proposals. Rows are added only: the database refuses every change of one.</summary>
public sealed class ProposalStore(Database database)
{
    private const string Columns = "proposal_id, contract_id, outcome, ground, reason, paper_number, paper_date, is_named, recommendation_id";

    private const string SelectHeads = "select p.id, p.city_id, p.cycle_id, p.as_recommended, p.unit_id, p.proposed_at, p.by_issuer, p.by_subject, p.by_name";

    private static readonly NewRows<(Guid ProposalId, ProposedDecision Proposed)> New = new("proposed_decision", Columns, key: "proposal_id, contract_id", Write);

    /// <summary>Adds a proposal without what it proposes.</summary>
    public static Task AddAsync(UnitOfWork work, Proposal proposal, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into proposal (id, city_id, cycle_id, as_recommended, unit_id, proposed_at, by_issuer, by_subject, by_name)
        values (@Id, @CityId, @CycleId, @AsRecommended, @UnitId, @ProposedAt, @Issuer, @Subject, @Name)
        """,
        new
        {
            proposal.Id,
            proposal.CityId,
            proposal.CycleId,
            proposal.AsRecommended,
            proposal.UnitId,
            proposal.ProposedAt,
            proposal.ProposedBy.Issuer,
            proposal.ProposedBy.Subject,
            proposal.ProposedBy.Name,
        },
        cancellation);

    /// <summary>Adds what it proposes by name.</summary>
    public static Task AddNamedAsync(UnitOfWork work, Guid proposalId, IEnumerable<ProposedDecision> proposed, CancellationToken cancellation) =>
        New.AddAsync(work, [[.. proposed.OrderBy(one => one.ContractId).Select(one => (proposalId, one))]], cancellation);

    /// <summary>Adds what it proposes as recommended: all others of the list with a recommendation that are not decided and no vendor's.</summary>
    /// <param name="except">Contracts that are left out.</param>
    /// <param name="now">By which workers are separated, or not; UTC.</param>
    /// <returns>How many they are.</returns>
    public static Task<int> AddRecommendedAsync(UnitOfWork work, Proposal proposal, Guid[] except, DateTime now, CancellationToken cancellation) => work.ExecuteAsync(
        $"""
        insert into proposed_decision (proposal_id, contract_id, outcome, ground, is_named, recommendation_id)
        select @Id, contract_id, outcome,
            case when outcome = 2 then (select min(ground) from generate_series(1, 14) as of (ground) where grounds & (1 << ground) <> 0) end, false, id
        from recommendation
        where cycle_id = @CycleId and outcome in (1, 2) and {RecommendationStore.IsNewest} and {RecommendationStore.IsOnList}
            and contract_id <> all(@except) and not {DecisionStore.IsDecided("recommendation")}
            and exists (
                select from contract
                where contract.contract_id = recommendation.contract_id and vendor_id is null and (@UnitId is null or contract.unit_id = @UnitId))
        """,
        new { proposal.Id, proposal.CycleId, proposal.UnitId, except, now }, cancellation);

    /// <summary>The others of the list that a proposal as recommended does not propose, and why: of a vendor, unrated, or without a recommendation.</summary>
    /// <param name="except">Contracts that are left out.</param>
    /// <param name="now">By which workers are separated, or not; UTC.</param>
    public static Task<IReadOnlyList<NotProposed>> ListNotProposedAsync(
        UnitOfWork work, Proposal proposal, Cycle cycle, Guid[] except, DateTime now, CancellationToken cancellation) => work.ListAsync<NotProposed>(
        $"""
        select contract_id, worker_id, vendor_id is not null as is_of_vendor,
            exists (
                select from recommendation
                where recommendation.cycle_id = contract.cycle_id and recommendation.contract_id = contract.contract_id and outcome = 3
                  and {RecommendationStore.IsNewest}) as is_unrated
        from contract
        -- By the key, one by one: of a proposal that is being added the planner thinks that it has no rows.
        left join lateral (
            select true as is_in from proposed_decision where proposal_id = @Id and proposed_decision.contract_id = contract.contract_id limit 1) proposed on true
        where city_id = @CityId and last_day = @LastDay and cycle_id = @CycleId and (@UnitId is null or unit_id = @UnitId)
            and not exists (select from continuing_contract where continuing_contract.contract_id = contract.contract_id)
            and not {SeparationStore.IsSeparated("contract", "@now")} and not {DecisionStore.IsDecided("contract")} and contract_id <> all(@except)
            and is_in is null
        order by unit_id, contract_id
        """,
        new { proposal.Id, proposal.CityId, cycle.LastDay, proposal.CycleId, proposal.UnitId, except, now }, cancellation);

    /// <summary>Those of these contracts that a proposal proposes something of.</summary>
    public async Task<IReadOnlySet<Guid>> ListAmongAsync(Guid proposalId, Guid[] contractIds, CancellationToken cancellation) => (await database.ListAsync<Guid>(
        "select contract_id from proposed_decision where proposal_id = @proposalId and contract_id = any(@contractIds)", new { proposalId, contractIds }, cancellation)).ToHashSet();

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public async Task<Proposal> GetAsync(Guid id, Reach reach, CancellationToken cancellation) =>
        (await database.FindAsync<HeadRow>($"{SelectHeads} from proposal p where p.id = @id and {reach.Condition("p.city_id")}", reach.With(new { id }), cancellation))?.ToProposal()
        ?? throw new NotFoundException("proposal", $"{id}");

    /// <summary>A page of a cycle's proposals, the newest first, without those of which everything was refused.</summary>
    /// <param name="before">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<ProposalProgress>> ListAsync(Guid cycleId, Guid? before, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<HeadRow>(
            $"""
            {SelectHeads}, counted.*
            from proposal p cross join lateral (
                select count(*)::int as workers, (count(*) filter (where is_named))::int as named, (
                    select count(*)::int from decision where decision.proposal_id = p.id and decision.cycle_id = p.cycle_id) as decided
                from proposed_decision where proposal_id = p.id) counted
            where p.cycle_id = @cycleId and workers > 0 and {reach.Condition("p.city_id")}{(before is null ? "" : " and p.id < @before")}
            order by p.id desc limit @size
            """,
            reach.With(new { cycleId, before, size }), cancellation);
        return [.. rows.Select(row => new ProposalProgress(row.ToProposal(), row.Workers, row.Named, row.Decided))];
    }

    /// <summary>A page of what a proposal proposes, by contract.</summary>
    /// <param name="after">The last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<ShownProposed>> ListProposedAsync(Guid proposalId, Guid? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select proposed.*, recommendation.worker_id, recommendation.unit_id, recommendation.outcome as recommended
            from proposed_decision proposed join recommendation on recommendation.id = proposed.recommendation_id
            where proposal_id = @proposalId{(after is null ? "" : " and proposed.contract_id > @after")}
            order by proposed.contract_id limit @size
            """,
            new { proposalId, after, size }, cancellation);
        return [.. rows.Select(row => new ShownProposed(row.WorkerId, row.UnitId, row.ToProposed(), row.Recommended))];
    }

    /// <summary>What is proposed last of each of these contracts in a cycle, and by which proposal.</summary>
    public static async Task<IReadOnlyDictionary<Guid, (Guid ProposalId, ProposedDecision Proposed)>> ListNewestAsync(
        UnitOfWork work, Guid cycleId, Guid[] contractIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            """
            select newest.* from (select contract_id from unnest(@contractIds) as asked (contract_id) offset 0) asked
            cross join lateral (
                select proposed.* from proposed_decision proposed join proposal on proposal.id = proposed.proposal_id
                where proposed.contract_id = asked.contract_id and proposal.cycle_id = @cycleId
                order by proposal.proposed_at desc, proposal.id desc limit 1) newest
            """,
            new { cycleId, contractIds }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => (row.ProposalId, row.ToProposed()));
    }

    private static void Write(CopyRows copy, (Guid ProposalId, ProposedDecision Proposed) row)
    {
        copy.Id(row.ProposalId);
        copy.Id(row.Proposed.ContractId);
        copy.Small((short)row.Proposed.Terms.Outcome);
        copy.Small((short?)row.Proposed.Terms.Ground);
        copy.Text(row.Proposed.Terms.Reason);
        copy.Text(row.Proposed.Terms.Paper?.Number);
        copy.Day(row.Proposed.Terms.Paper?.Date);
        copy.Flag(row.Proposed.IsNamed);
        copy.Id(row.Proposed.RecommendationId);
    }

    private sealed record HeadRow
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid CycleId { get; init; }
        public bool AsRecommended { get; init; }
        public Guid? UnitId { get; init; }
        public DateTime ProposedAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public int Workers { get; init; }
        public int Named { get; init; }
        public int Decided { get; init; }

        public Proposal ToProposal() => new(Id, CityId, CycleId, AsRecommended, UnitId, ProposedAt, new Actor(ByIssuer, BySubject, ByName));
    }

    private sealed record Row
    {
        public Guid ProposalId { get; init; }
        public Guid ContractId { get; init; }
        public RenewalOutcome Outcome { get; init; }
        public NonRenewalGround? Ground { get; init; }
        public string? Reason { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public bool IsNamed { get; init; }
        public Guid RecommendationId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public RecommendationOutcome Recommended { get; init; }

        public ProposedDecision ToProposed() => new(
            ContractId, new DecisionTerms(Outcome, Ground, Reason, PaperNumber is null ? null : new Paper(PaperNumber, PaperDate!.Value)), IsNamed, RecommendationId);
    }
}
