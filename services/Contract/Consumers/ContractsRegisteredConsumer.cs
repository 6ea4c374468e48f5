using MassTransit;
using Workforce.Contract.Records;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Consumers;

/// <summary>Takes contracts over from the register; those that cannot be are recorded with the reason.</summary>
public sealed partial class ContractsRegisteredConsumer(Inbox inbox, ILogger<ContractsRegisteredConsumer> logger)
    : IConsumer<ContractsRegistered>
{
    public Task Consume(ConsumeContext<ContractsRegistered> context) =>
        inbox.OnceAsync(context, context.Message, TakeAsync);

    private async Task TakeAsync(Work work, IReadOnlyList<InboxMessage<ContractsRegistered>> messages)
    {
        foreach (var message in messages)
        {
            message.Resume();
            var told = message.Item;
            var arrival = await Arrival.TakeAsync(work, told.CityId, told.Contracts, CancellationToken.None);
            if (arrival.Refused > 0)
                Refused(logger, arrival.Refused, told.CityId, arrival.Stored);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "{Refused} contracts of city {CityId} were refused, {Stored} of the same message stored; ListRefusedContracts tells why")]
    private static partial void Refused(ILogger logger, int refused, Guid cityId, int stored);
}
