using Grpc.Core;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Tests.Scripted;

internal sealed class ScriptedRequests(Script script) : EvaluationRequestService.EvaluationRequestServiceBase
{
    public override Task<ListRequestsReply> ListRequests(ListRequestsRequest request, ServerCallContext context) =>
        Task.FromResult(new ListRequestsReply
        {
            Requests = { script.Requests.Where(created => request.UnitId.Length == 0 || created.UnitId == request.UnitId) },
        });
}

internal sealed class ScriptedNotices(Script script) : NoticeService.NoticeServiceBase
{
    public override Task<ListNoticesReply> ListNotices(ListNoticesRequest request, ServerCallContext context) =>
        Task.FromResult(new ListNoticesReply
        {
            Notices =
            {
                !script.Story.IsPlayed ? script.Notices
                : request.WorkerId.Length > 0 ? script.Story.SeparationNotices(request.WorkerId).Concat(script.Story.Decided.Notices(request.WorkerId))
                : request.RoundId.Length > 0 ? script.Story.Notices
                : script.Notices,
            },
        });

    public override Task<CountReminderNoticesReply> CountReminderNotices(CountReminderNoticesRequest request, ServerCallContext context) =>
        Task.FromResult(new CountReminderNoticesReply { Counts = { script.Story.ReminderNotices } });

    public override Task<CountHeadNoticesReply> CountHeadNotices(CountHeadNoticesRequest request, ServerCallContext context) =>
        Task.FromResult(new CountHeadNoticesReply { Counts = { script.HeadNotices } });
}

internal sealed class ScriptedLetters(Script script) : LetterService.LetterServiceBase
{
    public override Task<ListLettersReply> ListLetters(ListLettersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListLettersReply
        {
            Letters = { script.Letters.Where(letter => request.UnitId.Length == 0 || letter.UnitId == request.UnitId) },
        });

    public override Task<Letter> GetLetter(GetLetterRequest request, ServerCallContext context) =>
        Task.FromResult(script.Letters.Single(letter => letter.Id == request.LetterId));
}

/// <summary>Takes a policy of ratings as it is.</summary>
internal sealed class ScriptedRatingPolicies : RatingPolicyService.RatingPolicyServiceBase
{
    public override Task<RatingPolicy> ApplyRatingPolicy(ApplyRatingPolicyRequest request, ServerCallContext context)
    {
        request.Policy.Version = 1;
        return Task.FromResult(request.Policy);
    }
}
