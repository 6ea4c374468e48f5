using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.Notification.Ratings;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Notification.Consumers;

public sealed class RatingsSignedConsumer(RecordRatings recordRatings) : IConsumer<RatingsSigned>
{
    public Task Consume(ConsumeContext<RatingsSigned> context) => recordRatings.RecordAsync(context.Received());
}
