using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Contract.Decisions;

/// <summary>What was refused, as it is listed.</summary>
/// <param name="ProposalId">By which it was tried; null where all of that was refused.</param>
/// <param name="RefusedAt">The first time, UTC, by the system's clock.</param>
public sealed record ListedRefusal(Guid Id, Guid ContractId, Guid? ProposalId, RecordRule Rule, DateTime RefusedAt, Actor By);

/// <summary>The table of what was refused when it was proposed or confirmed. Rows are added only: the database refuses every change of one.</summary>
public sealed class RefusedDecisionStore(Database database)
{
    private const string Columns = "id, city_id, cycle_id, contract_id, proposal_id, rule, refused_at, by_issuer, by_subject, by_name";

    private static readonly NewRows<(Guid CityId, Guid CycleId, ListedRefusal Refusal)> New =
        new("refused_decision", Columns, key: "cycle_id, contract_id, proposal_id, rule", Write);

    /// <summary>Keeps what a call refuses; what was refused before by the same rule and proposal is there already.</summary>
    public static Task AddAsync(
        UnitOfWork work, (Guid CityId, Guid CycleId) of, Guid? proposalId, IReadOnlyCollection<RefusedDecision> refused, DateTime at, Actor by, CancellationToken cancellation) =>
        refused.Count == 0 ? Task.CompletedTask : New.AddAsync(
            work,
            [
                [.. refused.DistinctBy(one => (one.ContractId, one.Refusal.Rule)).OrderBy(one => one.ContractId).Zip(SequentialIds.Next(refused.Count), (one, id) =>
                    (of.CityId, of.CycleId, new ListedRefusal(id, one.ContractId, proposalId, one.Refusal.Rule, at, by)))],
            ],
            cancellation);

    /// <summary>A page of what was refused in a cycle, in the order in which it was.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<ListedRefusal>> ListAsync(Guid cycleId, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            select id, contract_id, proposal_id, rule, refused_at, by_issuer, by_subject, by_name from refused_decision
            where cycle_id = @cycleId and {reach.Condition("city_id")}{(after is null ? "" : " and id > @after")} order by id limit @size
            """,
            reach.With(new { cycleId, after, size }), cancellation);
        return [.. rows.Select(row => new ListedRefusal(row.Id, row.ContractId, row.ProposalId, row.Rule, row.RefusedAt, new Actor(row.ByIssuer, row.BySubject, row.ByName)))];
    }

    private static void Write(CopyRows copy, (Guid CityId, Guid CycleId, ListedRefusal Refusal) row)
    {
        copy.Id(row.Refusal.Id);
        copy.Id(row.CityId);
        copy.Id(row.CycleId);
        copy.Id(row.Refusal.ContractId);
        copy.Id(row.Refusal.ProposalId);
        copy.Small((short)row.Refusal.Rule);
        copy.Moment(row.Refusal.RefusedAt);
        copy.Text(row.Refusal.By.Issuer);
        copy.Text(row.Refusal.By.Subject);
        copy.Text(row.Refusal.By.Name);
    }

    private sealed record Row(Guid Id, Guid ContractId, Guid? ProposalId, RecordRule Rule, DateTime RefusedAt, string ByIssuer, string BySubject, string ByName);
}
