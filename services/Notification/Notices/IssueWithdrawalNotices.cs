using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues one notice to the worker of each decision that was withdrawn, also where it comes before the decision itself.</summary>
public sealed class IssueWithdrawalNotices(DecisionNotices notices)
{
    /// <exception cref="MalformedEventException">A part of the message is missing, or is none.</exception>
    public Task IssueAsync(ReceivedMessage<DecisionsWithdrawn> message)
    {
        var withdrawn = message.Event;
        if (withdrawn.Fault is { } fault)
            throw new MalformedEventException(nameof(DecisionsWithdrawn), message.Id, fault);
        return notices.IssueOnceAsync(message, [.. withdrawn.Decisions.Select(one => new DecisionToNotify(
            one.ContractId, one.WorkerId, one.UnitId, NoticeKind.DecisionWithdrawn,
            new(
                one.DecisionId, withdrawn.CityId, withdrawn.CityName, UnitName: null, withdrawn.LastDay, one.Outcome, Ground: null, one.DecidedOn, one.WithdrawnOn,
                withdrawn.AskAt, withdrawn.Language)))]);
    }
}
