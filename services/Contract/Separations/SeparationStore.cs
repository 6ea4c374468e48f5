using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Separations;

/// <summary>Separations for which all that is given holds; null is any.</summary>
/// <param name="CycleId">Of contracts that expired in it.</param>
public sealed record SeparationFilter(Guid? CityId, Guid? CycleId, Guid? UnitId, Guid? ContractId, SeparationCode? Code = null)
{
    /// <summary>Whether an index answers it.</summary>
    public bool IsBounded => (CityId ?? CycleId ?? UnitId ?? ContractId) is not null;
}

/// <summary>The tables of separations and their withdrawals. Rows are added only: the database refuses every change of one.</summary>
public sealed class SeparationStore(Database database)
{
    /// <summary>Separations <c>s</c> with their withdrawals <c>w</c>.</summary>
    internal const string From = "separation s left join separation_withdrawal w on w.separation_id = s.id";

    private const string Select =
        $"""
        select s.id, s.city_id, s.contract_id, s.worker_id, s.unit_id, s.code, s.effective_on, s.paper_number, s.paper_date, s.reason,
               s.recorded_at, s.by_issuer, s.by_subject, s.by_name,
               w.reason as withdrawn_reason, w.withdrawn_at, w.by_issuer as withdrawn_issuer, w.by_subject as withdrawn_subject, w.by_name as withdrawn_name
        from {From}
        """;

    private const string NotSuperseded = "not exists (select from separation later where later.contract_id = s.contract_id and later.follows = s.id)";

    /// <summary>A condition on <c>separation s</c> and its withdrawal <c>w</c>: it stood, as known at a moment.</summary>
    /// <param name="moment">A parameter, UTC.</param>
    internal static string StoodAt(string moment) => $"s.recorded_at <= {moment} and (w.withdrawn_at is null or w.withdrawn_at > {moment})";

    /// <summary>A condition on rows that have <c>contract_id</c> and <c>city_id</c>: their worker is separated by the city's day of a moment, as known at it.</summary>
    /// <param name="rows">The name of the rows.</param>
    /// <param name="moment">A parameter, UTC.</param>
    internal static string IsSeparated(string rows, string moment) =>
        $"""
        exists (
            select from {From}
            where s.contract_id = {rows}.contract_id and {StoodAt(moment)}
              and s.effective_on <= (select ({moment} at time zone time_zone)::date from city where city.city_id = {rows}.city_id))
        """;

    /// <summary>Adds separations of contracts of which none stands, while the city's list is locked.</summary>
    /// <param name="added">One of each contract, with the withdrawn one that it follows, if any.</param>
    /// <returns>Ids of those that were added: the others met one that stands.</returns>
    public static async Task<IReadOnlySet<Guid>> AddAsync(
        UnitOfWork work, IReadOnlyCollection<(Separation Separation, Guid? Follows)> added, CancellationToken cancellation)
    {
        // In one order: two transactions that record the same in different orders would deadlock.
        var rows = added.OrderBy(row => row.Separation.ContractId).ToList();
        var stored = await work.ListAsync<Guid>(
            """
            insert into separation (
                id, city_id, contract_id, worker_id, unit_id, code, effective_on, paper_number, paper_date, reason, follows, recorded_at, by_issuer, by_subject, by_name)
            select * from unnest(
                @ids, @cities, @contracts, @workers, @units, @codes, @days, @papers, @paperDates, @reasons, @follows, @recorded, @issuers, @subjects, @names)
            on conflict on constraint separation_stands_alone do nothing
            returning id
            """,
            new
            {
                ids = rows.Select(row => row.Separation.Id).ToArray(),
                cities = rows.Select(row => row.Separation.CityId).ToArray(),
                contracts = rows.Select(row => row.Separation.ContractId).ToArray(),
                workers = rows.Select(row => row.Separation.WorkerId).ToArray(),
                units = rows.Select(row => row.Separation.UnitId).ToArray(),
                codes = rows.Select(row => (short)row.Separation.Code).ToArray(),
                days = rows.Select(row => row.Separation.EffectiveOn).ToArray(),
                papers = rows.Select(row => row.Separation.Paper?.Number).ToArray(),
                paperDates = rows.Select(row => row.Separation.Paper?.Date).ToArray(),
                reasons = rows.Select(row => row.Separation.Reason).ToArray(),
                follows = rows.Select(row => row.Follows).ToArray(),
                recorded = rows.Select(row => row.Separation.RecordedAt).ToArray(),
                issuers = rows.Select(row => row.Separation.RecordedBy.Issuer).ToArray(),
                subjects = rows.Select(row => row.Separation.RecordedBy.Subject).ToArray(),
                names = rows.Select(row => row.Separation.RecordedBy.Name).ToArray(),
            },
            cancellation);
        return stored.ToHashSet();
    }

    /// <summary>Adds the withdrawal of a separation that stands, while the city's list is locked.</summary>
    public static Task AddWithdrawalAsync(UnitOfWork work, Guid separationId, SeparationWithdrawal withdrawal, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into separation_withdrawal (separation_id, reason, withdrawn_at, by_issuer, by_subject, by_name)
        values (@separationId, @Reason, @WithdrawnAt, @Issuer, @Subject, @Name)
        """,
        new
        {
            separationId,
            withdrawal.Reason,
            withdrawal.WithdrawnAt,
            withdrawal.WithdrawnBy.Issuer,
            withdrawal.WithdrawnBy.Subject,
            withdrawal.WithdrawnBy.Name,
        },
        cancellation);

    /// <summary>The newest separation of each of these contracts that has one, by contract: it stands, or is withdrawn.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Separation>> ListNewestAsync(UnitOfWork work, IReadOnlyCollection<Guid> contractIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"{Select} where s.contract_id = any(@ids) and {NotSuperseded}", new { ids = contractIds.ToArray() }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => row.ToSeparation());
    }

    /// <summary>Those with these ids, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Separation>> ListAsync(UnitOfWork work, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"{Select} where s.id = any(@ids)", new { ids = ids.ToArray() }, cancellation);
        return rows.ToDictionary(row => row.Id, row => row.ToSeparation());
    }

    /// <summary>
    /// The separations of these contracts that are effective on a day, as known at a moment, by contract. The answer of a moment that is over never
    /// changes where the city's list (<see cref="ListLock"/>) is locked together, or alone, before.
    /// </summary>
    /// <param name="day">In the city's own calendar.</param>
    /// <param name="knownAt">UTC.</param>
    public static async Task<IReadOnlyDictionary<Guid, Separation>> ListSeparatedAsync(
        UnitOfWork work, IReadOnlyCollection<Guid> contractIds, DateOnly day, DateTime knownAt, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            $"{Select} where s.contract_id = any(@ids) and s.effective_on <= @day and {StoodAt("@knownAt")}", new { ids = contractIds.ToArray(), day, knownAt }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => row.ToSeparation());
    }

    /// <exception cref="NotFoundException">There is none within reach.</exception>
    public static async Task<Separation> GetAsync(UnitOfWork work, Guid id, Reach reach, CancellationToken cancellation) =>
        (await work.FindAsync<Row>($"{Select} where s.id = @id and {ConditionOf(reach)}", reach.With(new { id }), cancellation))?.ToSeparation()
        ?? throw new NotFoundException("separation", $"{id}");

    /// <summary>A page of what a bounded filter selects, in the order in which it was recorded.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Separation>> ListAsync(
        SeparationFilter filter, bool withWithdrawn, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        string?[] conditions = [.. Conditions(filter), withWithdrawn ? null : "w.separation_id is null", after is null ? null : "s.id > @after", ConditionOf(reach)];
        var rows = await database.ListAsync<Row>(
            $"{Select} where {string.Join(" and ", conditions.OfType<string>())} order by s.id limit @size",
            reach.With(new { filter.CityId, filter.CycleId, filter.UnitId, filter.ContractId, code = (short?)filter.Code, after, size }), cancellation);
        return [.. rows.Select(row => row.ToSeparation())];
    }

    /// <summary>How many of what a bounded filter selects stood, as known at a moment, by code.</summary>
    /// <param name="effectiveBy">Only those that are effective on this day; null is any.</param>
    /// <param name="knownAt">UTC.</param>
    public static Task<IReadOnlyList<SeparationCount>> CountAsync(
        UnitOfWork work, SeparationFilter filter, DateOnly? effectiveBy, DateTime knownAt, Reach reach, CancellationToken cancellation)
    {
        string?[] conditions = [.. Conditions(filter), effectiveBy is null ? null : "s.effective_on <= @effectiveBy", StoodAt("@knownAt"), ConditionOf(reach)];
        return work.ListAsync<SeparationCount>(
            $"select s.code, count(*)::int as separations from {From} where {string.Join(" and ", conditions.OfType<string>())} group by s.code order by s.code",
            reach.With(new { filter.CityId, filter.CycleId, filter.UnitId, filter.ContractId, code = (short?)filter.Code, effectiveBy, knownAt }), cancellation);
    }

    private static string ConditionOf(Reach reach) => reach.Condition("s.city_id", "s.unit_id", "s.worker_id");

    // Of a cycle the city bounds what is read.
    private static IEnumerable<string> Conditions(SeparationFilter filter)
    {
        if (filter.CityId is not null) yield return "s.city_id = @CityId";
        if (filter.CycleId is not null)
        {
            yield return "s.city_id = (select city_id from cycle where cycle_id = @CycleId)";
            yield return "exists (select from contract where contract.contract_id = s.contract_id and contract.cycle_id = @CycleId)";
        }
        if (filter.UnitId is not null) yield return "s.unit_id = @UnitId";
        if (filter.ContractId is not null) yield return "s.contract_id = @ContractId";
        if (filter.Code is not null) yield return "s.code = @code";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public SeparationCode Code { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public string? Reason { get; init; }
        public DateTime RecordedAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public string? WithdrawnReason { get; init; }
        public DateTime? WithdrawnAt { get; init; }
        public string? WithdrawnIssuer { get; init; }
        public string? WithdrawnSubject { get; init; }
        public string? WithdrawnName { get; init; }

        public Separation ToSeparation() => new(
            Id, CityId, ContractId, WorkerId, UnitId, Code, EffectiveOn, PaperNumber is null ? null : new Paper(PaperNumber, PaperDate!.Value), Reason,
            RecordedAt, new Actor(ByIssuer, BySubject, ByName),
            WithdrawnAt is { } at ? new SeparationWithdrawal(WithdrawnReason!, at, new Actor(WithdrawnIssuer!, WithdrawnSubject!, WithdrawnName!)) : null);
    }
}
