using MassTransit;
using Workforce.Contract.Events;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Evaluation.Consumers;

public sealed class ContractsExpiredConsumer(CreateRequests createRequests) : IConsumer<ContractsExpired>
{
    public Task Consume(ConsumeContext<ContractsExpired> context) => createRequests.CreateAsync(context.Received());
}
