using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>
/// Stores the contracts that the register published, and records those that it refuses with the reason: a contract that is refused never
/// keeps out the others of its message. Nor does one without an id, which cannot be refused: it becomes a dead letter without them.
/// </summary>
public sealed partial class ReceiveContracts(MessageInbox inbox, ILogger<ReceiveContracts> logger)
{
    /// <exception cref="MalformedEventException">The message has no city, or no contract with an id.</exception>
    public Task ReceiveAsync(ReceivedMessage<ContractsRegistered> message)
    {
        var split = SplitContracts.Of(message.Event);
        return split.WellFormed.Count > 0
            ? inbox.HandleOnceAsync(message, new Received(message, split), StoreAsync)
            : throw new MalformedEventException(nameof(ContractsRegistered), message.Id, split.Fault!);
    }

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<Received>> messages)
    {
        foreach (var message in messages)
        {
            var (received, split) = message.Item;
            message.ContinueTrace();
            await StoreAsync(work, received.Event.CityId, split.WellFormed);
            if (split.Malformed is not null)
                received.Return(work, split.Malformed);
        }
    }

    private async Task StoreAsync(UnitOfWork work, Guid cityId, IReadOnlyList<RegisteredContract> contracts)
    {
        var judged = contracts.ToLookup(Terms.FaultOf);
        var faulty = judged.Where(group => group.Key is not null)
            .SelectMany(group => group.Select(contract => (contract, group.Key!))).ToList();

        var (stored, refused) = await AddAsync(work, cityId, [.. judged[null]]);
        await ContractStore.RefuseAsync(work, cityId, faulty, CancellationToken.None);
        if (refused + faulty.Count > 0)
            Refused(logger, refused + faulty.Count, cityId, stored);
    }

    private static async Task<(int Stored, int Refused)> AddAsync(UnitOfWork work, Guid cityId, IReadOnlyCollection<RegisteredContract> contracts)
    {
        if (contracts.Count == 0)
            return (0, 0);
        await UnsweptDayStore.AddAsync(work, cityId, [.. contracts.Select(contract => contract.LastDay).Distinct().Order()], CancellationToken.None);
        return await ContractStore.AddAsync(work, cityId, contracts, CancellationToken.None);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "{Refused} contracts of city {CityId} were refused, {Stored} of the same message stored; ListRefusedContracts has the reasons")]
    private static partial void Refused(ILogger logger, int refused, Guid cityId, int stored);

    private sealed record Received(ReceivedMessage<ContractsRegistered> Message, SplitContracts Split);
}
