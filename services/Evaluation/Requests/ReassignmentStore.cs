using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Requests;

/// <summary>The table of reassignments. Rows are added only: the database refuses every change of one.</summary>
public sealed class ReassignmentStore(Database database)
{
    public static Task AddAsync(UnitOfWork work, Reassignment added, CancellationToken cancellation) => work.ExecuteAsync(
        """
        insert into reassignment (
            id, city_id, cycle_id, unit_id, head_id, head_name, requests, paper_number, paper_date, reason, reassigned_at, by_issuer, by_subject, by_name)
        values (
            @Id, @CityId, @CycleId, @UnitId, @HeadId, @HeadName, @Requests, @PaperNumber, @PaperDate, @Reason, @ReassignedAt, @Issuer, @Subject, @Name)
        """,
        new
        {
            added.Id,
            added.CityId,
            added.CycleId,
            added.UnitId,
            added.HeadId,
            added.HeadName,
            added.Requests,
            added.PaperNumber,
            added.PaperDate,
            added.Reason,
            added.ReassignedAt,
            added.By.Issuer,
            added.By.Subject,
            added.By.Name,
        },
        cancellation);

    /// <summary>Those of a cycle within reach, in the order in which they were made.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Reassignment>> ListAsync(Guid cycleId, Guid? after, int size, Reach reach, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>(
            $"""
            select id, city_id, cycle_id, unit_id, head_id, head_name, requests, paper_number, paper_date, reason, reassigned_at, by_issuer, by_subject, by_name
            from reassignment
            where cycle_id = @cycleId and (@after::uuid is null or id > @after) and {reach.Condition("city_id", "unit_id")}
            order by id limit @size
            """,
            reach.With(new { cycleId, after, size }), cancellation)).Select(row => row.ToReassignment())];

    private sealed record Row(
        Guid Id, Guid CityId, Guid CycleId, Guid UnitId, Guid HeadId, string HeadName, int Requests, string PaperNumber, DateOnly PaperDate, string Reason,
        DateTime ReassignedAt, string ByIssuer, string BySubject, string ByName)
    {
        public Reassignment ToReassignment() => new(
            Id, CityId, CycleId, UnitId, HeadId, HeadName, Requests, PaperNumber, PaperDate, Reason, ReassignedAt, new Actor(ByIssuer, BySubject, ByName));
    }
}
