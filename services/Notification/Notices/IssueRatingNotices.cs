using Workforce.Documents;
using Workforce.Evaluation.Events;
using Workforce.Notification.Ratings;
using Workforce.Notification.Rounds;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Notices;

/// <summary>
/// Issues one notice to the worker of each signed version of a rating, in whichever order they come, and remembers which contracts have a
/// rating: heads' letters ask for no other.
/// </summary>
public sealed class IssueRatingNotices(
    LearnRound learnRound, GetWorkerNames getWorkerNames, TemplateLibrary templates, MessageInbox inbox, NotificationMetrics metrics, TimeProvider clock)
{
    /// <exception cref="MalformedEventException">A part of the message is missing, or is none.</exception>
    public async Task IssueAsync(ReceivedMessage<RatingsSigned> message)
    {
        var signed = message.Event;
        if (signed.Fault is { } fault)
            throw new MalformedEventException(nameof(RatingsSigned), message.Id, fault);
        // Messages of before workers had notices of their ratings have no predicate, and issue no notice.
        List<SignedRating> rated = [.. signed.Ratings.Where(rating => rating.Predicate is not null).OrderBy(rating => rating.RatingId)];
        if (FaultOf(signed, rated) is { } unwritable)
            throw new MalformedEventException(nameof(RatingsSigned), message.Id, unwritable);

        // Before the transaction: no lock is held while another service answers.
        var notices = rated.Count == 0 ? [] : await NoticesForAsync(signed, rated, message.Cancellation);
        await inbox.HandleOnceAsync(message, new Planned([.. signed.Ratings.Select(rating => rating.ContractId)], notices), StoreAsync);
    }

    private static string? FaultOf(RatingsSigned signed, List<SignedRating> rated) => rated switch
    {
        [] => null,
        _ when signed is not { PeriodFrom: not null, PeriodTo: not null, ObjectionDays: > 0 } => "period_from, period_to or objection_days is missing",
        _ when rated.Any(rating => rating.WorkerId == Guid.Empty || rating.UnitId == Guid.Empty) => "lacks a rating's worker or unit",
        _ when rated.Any(rating => !Enum.IsDefined((Predicate)rating.Predicate!.Value)) => "a predicate is none of 1 to 5",
        _ when rated.Any(rating => rating.Ruling is { } ruling && !Enum.IsDefined((Ruling)ruling)) => "a ruling is neither 1 nor 2",
        _ => null,
    };

    private async Task<IReadOnlyList<Notice>> NoticesForAsync(RatingsSigned signed, List<SignedRating> rated, CancellationToken cancellation)
    {
        await learnRound.LearnAsync(signed, cancellation);
        var names = await getWorkerNames([.. rated.Select(rating => rating.WorkerId).Distinct()], cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        return [.. rated.Zip(SequentialIds.Next(rated.Count), (rating, id) =>
        {
            var kind = rating.Ruling is null ? NoticeKind.Rated : NoticeKind.ObjectionRuled;
            return new Notice(
                id, rating.ContractId, kind, new Recipient(RecipientKind.Worker, rating.WorkerId, names.GetValueOrDefault(rating.WorkerId)), CycleId: null,
                rating.UnitId, KeepsWorking: true, templates.NewestOf(NoticeText.TemplateOf(kind)), now, RoundId: signed.RoundId,
                Rating: new NotifiedRating(rating.RatingId, rating.Version, (Predicate)rating.Predicate!.Value, rating.CountedDays, (Ruling?)rating.Ruling));
        })];
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Planned>> messages)
    {
        await RatedContractStore.AddAsync(work, messages.SelectMany(message => message.Item.Contracts), CancellationToken.None);
        List<IReadOnlyList<Notice>> notices = [.. messages.Select(message => message.Item.Notices).Where(notices => notices.Count > 0)];
        if (notices.Count == 0)
            return;
        var issued = await NoticeStore.AddOfRatingsAsync(work, notices, CancellationToken.None);
        work.AfterCommit(() => metrics.NoticesIssued(issued.Sum()));
    }

    private sealed record Planned(IReadOnlyList<Guid> Contracts, IReadOnlyList<Notice> Notices);
}
