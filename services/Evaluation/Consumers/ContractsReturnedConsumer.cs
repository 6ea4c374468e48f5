using MassTransit;
using Workforce.Contract.Events;
using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Evaluation.Consumers;

public sealed class ContractsReturnedConsumer(WithdrawRequests withdrawRequests) : IConsumer<ContractsReturned>
{
    public Task Consume(ConsumeContext<ContractsReturned> context) => withdrawRequests.WithdrawAsync(context.Received());
}
