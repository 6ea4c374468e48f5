using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>
/// Stores the contracts that the register published, and records those that it refuses with the reason: a contract that is refused never
/// keeps out the others of its message.
/// </summary>
public sealed partial class ReceiveContracts(MessageInbox inbox, ILogger<ReceiveContracts> logger)
{
    public Task ReceiveAsync(ReceivedMessage<ContractsRegistered> message) =>
        inbox.HandleOnceAsync(message, message.Event, StoreAsync);

    private async Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<ContractsRegistered>> messages)
    {
        foreach (var message in messages)
        {
            message.ContinueTrace();
            await StoreAsync(work, message.Item);
        }
    }

    private async Task StoreAsync(UnitOfWork work, ContractsRegistered registered)
    {
        var judged = registered.Contracts.ToLookup(Terms.FaultOf);
        var faulty = judged.Where(group => group.Key is not null)
            .SelectMany(group => group.Select(contract => (contract, group.Key!))).ToList();

        var (stored, refused) = await AddAsync(work, registered.CityId, [.. judged[null]]);
        await ContractStore.RefuseAsync(work, registered.CityId, faulty, CancellationToken.None);
        if (refused + faulty.Count > 0)
            Refused(logger, refused + faulty.Count, registered.CityId, stored);
    }

    private static async Task<(int Stored, int Refused)> AddAsync(UnitOfWork work, Guid cityId, IReadOnlyCollection<RegisteredContract> contracts)
    {
        if (contracts.Count == 0)
            return (0, 0);
        await DueDayStore.AddAsync(work, cityId, [.. contracts.Select(contract => contract.LastDay).Distinct().Order()], CancellationToken.None);
        return await ContractStore.AddAsync(work, cityId, contracts, CancellationToken.None);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "{Refused} contracts of city {CityId} were refused, {Stored} of the same message stored; ListRefusedContracts has the reasons")]
    private static partial void Refused(ILogger logger, int refused, Guid cityId, int stored);
}
