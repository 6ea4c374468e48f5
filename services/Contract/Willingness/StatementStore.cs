using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Willingness;

/// <summary>Statements for which all that is given holds; null is any.</summary>
/// <param name="CycleId">Of contracts that expired in it.</param>
/// <param name="WithReplaced">Also those that a later one of the contract replaces.</param>
public sealed record StatementFilter(Guid? CityId, Guid? CycleId, Guid? UnitId, Guid? ContractId, Answer? Answer, bool WithReplaced)
{
    /// <summary>Whether an index answers it.</summary>
    public bool IsBounded => (CityId ?? CycleId ?? UnitId ?? ContractId) is not null;
}

/// <summary>The table of statements. Rows are added only: the database refuses every change of one.</summary>
public sealed class StatementStore(Database database)
{
    private const string Select =
        """
        select s.id, s.city_id, s.contract_id, s.worker_id, s.unit_id, s.willingness as answer, s.said_on, s.paper_number, s.paper_date, s.recorded_at,
               s.by_issuer, s.by_subject, s.by_name
        from statement s
        """;

    /// <summary>Adds statements, while the city's list is locked.</summary>
    public static Task AddAsync(UnitOfWork work, IReadOnlyCollection<Statement> added, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into statement (
            id, city_id, contract_id, worker_id, unit_id, willingness, said_on, paper_number, paper_date, recorded_at, by_issuer, by_subject, by_name)
        select * from unnest(
            @ids, @cities, @contracts, @workers, @units, @answers, @days, @papers, @paperDates, @recorded, @issuers, @subjects, @names)
        """,
        new
        {
            ids = added.Select(statement => statement.Id).ToArray(),
            cities = added.Select(statement => statement.CityId).ToArray(),
            contracts = added.Select(statement => statement.ContractId).ToArray(),
            workers = added.Select(statement => statement.WorkerId).ToArray(),
            units = added.Select(statement => statement.UnitId).ToArray(),
            answers = added.Select(statement => (short)statement.Answer).ToArray(),
            days = added.Select(statement => statement.SaidOn).ToArray(),
            papers = added.Select(statement => statement.Paper?.Number).ToArray(),
            paperDates = added.Select(statement => statement.Paper?.Date).ToArray(),
            recorded = added.Select(statement => statement.RecordedAt).ToArray(),
            issuers = added.Select(statement => statement.RecordedBy.Issuer).ToArray(),
            subjects = added.Select(statement => statement.RecordedBy.Subject).ToArray(),
            names = added.Select(statement => statement.RecordedBy.Name).ToArray(),
        },
        cancellation);

    /// <summary>All of these contracts, by contract.</summary>
    public static async Task<ILookup<Guid, Statement>> ListOfContractsAsync(UnitOfWork work, IReadOnlyCollection<Guid> contractIds, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"{Select} where s.contract_id = any(@ids)", new { ids = contractIds.ToArray() }, cancellation);
        return rows.ToLookup(row => row.ContractId, row => row.ToStatement());
    }

    /// <summary>Those with these ids, by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Statement>> ListAsync(UnitOfWork work, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>($"{Select} where s.id = any(@ids)", new { ids = ids.ToArray() }, cancellation);
        return rows.ToDictionary(row => row.Id, row => row.ToStatement());
    }

    /// <summary>
    /// The latest statement of each of these contracts that has one, as known at a moment, by contract. The answer of a moment that is over never
    /// changes where the city's list (<see cref="ListLock"/>) is locked together, or alone, before.
    /// </summary>
    /// <param name="knownAt">UTC.</param>
    public static async Task<IReadOnlyDictionary<Guid, Statement>> ListLatestAsync(
        UnitOfWork work, IReadOnlyCollection<Guid> contractIds, DateTime knownAt, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            $"""
            select distinct on (contract_id) *
            from ({Select} where s.contract_id = any(@ids) and s.recorded_at <= @knownAt) known
            order by contract_id, said_on desc, recorded_at desc, id desc
            """,
            new { ids = contractIds.ToArray(), knownAt }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => row.ToStatement());
    }

    /// <summary>The latest statement of each of these contracts that has one, each as known at its own moment, by contract.</summary>
    /// <param name="moments">Of the contracts, UTC; all are over.</param>
    public async Task<IReadOnlyDictionary<Guid, Statement>> ListLatestAsync(Guid[] contractIds, DateTime[] moments, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select latest.* from unnest(@contractIds, @moments) as asked (contract_id, moment)
            cross join lateral (
                {Select} where s.contract_id = asked.contract_id and s.recorded_at <= asked.moment
                order by s.said_on desc, s.recorded_at desc, s.id desc limit 1) latest
            """,
            new { contractIds, moments }, cancellation);
        return rows.ToDictionary(row => row.ContractId, row => row.ToStatement());
    }

    /// <summary>A page of what a bounded filter selects, in the order in which it was recorded.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Statement>> ListAsync(StatementFilter filter, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var conditions = Conditions(filter, after).Append(reach.Condition("s.city_id", "s.unit_id", "s.worker_id"));
        var rows = await database.ListAsync<Row>(
            $"{Select} where {string.Join(" and ", conditions)} order by s.id limit @size",
            reach.With(new { filter.CityId, filter.CycleId, filter.UnitId, filter.ContractId, answer = (short?)filter.Answer, after, size }), cancellation);
        return [.. rows.Select(row => row.ToStatement())];
    }

    // Of a cycle the city bounds what is read.
    private static IEnumerable<string> Conditions(StatementFilter filter, Guid? after)
    {
        if (filter.CityId is not null) yield return "s.city_id = @CityId";
        if (filter.CycleId is not null)
        {
            yield return "s.city_id = (select city_id from cycle where cycle_id = @CycleId)";
            yield return "exists (select from contract where contract.contract_id = s.contract_id and contract.cycle_id = @CycleId)";
        }
        if (filter.UnitId is not null) yield return "s.unit_id = @UnitId";
        if (filter.ContractId is not null) yield return "s.contract_id = @ContractId";
        if (filter.Answer is not null) yield return "s.willingness = @answer";
        if (!filter.WithReplaced)
            yield return
                """
                not exists (
                    select from statement later
                    where later.contract_id = s.contract_id and (later.said_on, later.recorded_at, later.id) > (s.said_on, s.recorded_at, s.id))
                """;
        if (after is not null) yield return "s.id > @after";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public Guid ContractId { get; init; }
        public Guid WorkerId { get; init; }
        public Guid UnitId { get; init; }
        public Answer Answer { get; init; }
        public DateOnly SaidOn { get; init; }
        public string? PaperNumber { get; init; }
        public DateOnly? PaperDate { get; init; }
        public DateTime RecordedAt { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }

        public Statement ToStatement() => new(
            Id, CityId, ContractId, WorkerId, UnitId, Answer, SaidOn, PaperNumber is null ? null : new Paper(PaperNumber, PaperDate!.Value), RecordedAt,
            new Actor(ByIssuer, BySubject, ByName));
    }
}
