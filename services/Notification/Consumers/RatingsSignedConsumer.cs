using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class RatingsSignedConsumer(IssueRatingNotices issueRatingNotices) : IConsumer<RatingsSigned>
{
    public Task Consume(ConsumeContext<RatingsSigned> context) => issueRatingNotices.IssueAsync(context.Received());
}
