using MassTransit;
using Workforce.Contract.Contracts;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Contract.Consumers;

public sealed class ContractsRegisteredConsumer(ReceiveContracts receiveContracts) : IConsumer<ContractsRegistered>
{
    public Task Consume(ConsumeContext<ContractsRegistered> context) => receiveContracts.ReceiveAsync(context.Received());
}
