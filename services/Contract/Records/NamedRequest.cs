using System.Security.Cryptography;
using System.Text.Json;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Records;

/// <summary>A call that has an id of the caller's, so that it can be made again when its answer was lost.</summary>
/// <param name="Content">A hash of what is requested, and by whom.</param>
internal sealed record NamedRequest(Guid CityId, Guid Id, byte[] Content)
{
    /// <summary>To be locked alone: of two calls at the same moment the second waits for the answer of the first.</summary>
    public Guid Lock => DerivedId.From("request", CityId, Id);

    /// <param name="id">Null where the caller names none.</param>
    /// <param name="act">What is requested, for one id may come to two acts.</param>
    public static NamedRequest? Of<T>(Guid cityId, Guid? id, string act, T content, Actor actor) => id is null
        ? null
        : new NamedRequest(cityId, id.Value, SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Act = act,
            actor.Issuer,
            actor.Subject,
            Content = content,
        })));

    /// <summary>What was answered to it before; the default when nothing was. It is locked.</summary>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<T?> FindAnswerAsync<T>(UnitOfWork work, CancellationToken cancellation)
        where T : class
    {
        if (await AnsweredRequestStore.FindAsync(work, CityId, Id, cancellation) is not { } answered)
            return null;
        return answered.Content.AsSpan().SequenceEqual(Content)
            ? JsonSerializer.Deserialize<T>(answered.Answer)
            : throw OfAnother();
    }

    /// <summary>Keeps whose content the id is of before there is an answer, where the act is more than one transaction. It is locked.</summary>
    /// <param name="at">UTC.</param>
    /// <exception cref="NotReadyException">The id is another call's.</exception>
    public async Task ClaimAsync(UnitOfWork work, DateTime at, CancellationToken cancellation)
    {
        var claim = this with { Id = DerivedId.From("claim of request", Id) };
        if (await AnsweredRequestStore.FindAsync(work, CityId, claim.Id, cancellation) is not { } claimed)
            await claim.AnswerAsync(work, new { }, at, cancellation);
        else if (!claimed.Content.AsSpan().SequenceEqual(Content))
            throw OfAnother();
    }

    /// <param name="at">UTC.</param>
    public Task AnswerAsync<T>(UnitOfWork work, T answer, DateTime at, CancellationToken cancellation) =>
        AnsweredRequestStore.AddAsync(work, CityId, Id, new AnsweredRequest(Content, JsonSerializer.Serialize(answer)), at, cancellation);

    private NotReadyException OfAnother() => new($"request_id '{Id}' was the id of another call; a new call needs an id of its own");
}
