using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Notices;

/// <summary>Issues one notice to the worker of each renewal that was decided, also where its withdrawal came before it.</summary>
public sealed class IssueDecisionNotices(DecisionNotices notices)
{
    /// <exception cref="MalformedEventException">A part of the message is missing, or is none.</exception>
    public Task IssueAsync(ReceivedMessage<RenewalsDecided> message)
    {
        var decided = message.Event;
        if (decided.Fault is { } fault)
            throw new MalformedEventException(nameof(RenewalsDecided), message.Id, fault);
        return notices.IssueOnceAsync(message, [.. decided.Decisions.Select(one => new DecisionToNotify(
            one.ContractId, one.WorkerId, one.UnitId, one.Outcome is RenewalOutcome.Renew ? NoticeKind.Renewed : NoticeKind.NotRenewed,
            new(
                one.DecisionId, decided.CityId, decided.CityName, UnitName: null, decided.LastDay, one.Outcome, one.Ground, one.DecidedOn, WithdrawnOn: null,
                decided.AskAt, decided.Language)))]);
    }
}
