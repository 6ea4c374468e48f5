using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Records;

/// <summary>The table of calls that had a request id. Rows are added only: the database refuses every change of one.</summary>
public static class AnsweredRequestStore
{
    /// <summary>Null when it was not answered.</summary>
    public static Task<AnsweredRequest?> FindAsync(UnitOfWork work, Guid cityId, Guid requestId, CancellationToken cancellation) =>
        work.FindAsync<AnsweredRequest>(
            "select content, answer::text as answer from answered_request where city_id = @cityId and request_id = @requestId", new { cityId, requestId }, cancellation);

    /// <summary>Adds one that is locked, and was not answered.</summary>
    public static Task AddAsync(UnitOfWork work, Guid cityId, Guid requestId, AnsweredRequest answered, DateTime answeredAt, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into answered_request (city_id, request_id, content, answer, answered_at)
            values (@cityId, @requestId, @Content, @Answer::jsonb, @answeredAt)
            """,
            new
            {
                cityId,
                requestId,
                answered.Content,
                answered.Answer,
                answeredAt,
            },
            cancellation);
}

/// <summary>What was answered to a call that had a request id.</summary>
/// <param name="Content">A hash of what was requested, and by whom.</param>
/// <param name="Answer">As JSON.</param>
public sealed record AnsweredRequest(byte[] Content, string Answer);
