using MassTransit;
using Workforce.Contract.Ratings;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Contract.Consumers;

public sealed class RatingsSignedConsumer(RecordRatings recordRatings) : IConsumer<RatingsSigned>
{
    public Task Consume(ConsumeContext<RatingsSigned> context) => recordRatings.RecordAsync(context.Received());
}
