using Workforce.Contract.Cities;
using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Contracts;

/// <summary>
/// Stores the contracts that the register published, and records those that it refuses with the reason: a contract that is refused never
/// keeps out the others of its message. Nor does one without an id, which cannot be refused: it becomes a dead letter without them. Of
/// contracts that had expired by terms which are corrected now the expiry is taken back.
/// </summary>
public sealed partial class ReceiveContracts(MessageInbox inbox, ContractMetrics metrics, TimeProvider clock, ILogger<ReceiveContracts> logger)
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
        // Contracts of a city are added and swept together, but not while others of it are corrected: a correction takes a contract out and
        // writes it anew, and another that waited for it would find neither.
        var cities = messages.Select(message => (Id: message.Item.Message.Event.CityId, Alone: message.Item.Split.WellFormed.Any(ContractStore.IsRevision))).ToList();
        await work.LockAsync([.. cities, .. cities.Select(city => (RegisterLock.Of(city.Id), false))], CancellationToken.None);
        var at = ListLock.MomentOf(clock.GetUtcNow());
        await RefusedContractStore.LockAsync(
            work, WorkersOf(messages.SelectMany(message => message.Item.Split.WellFormed).Where(ContractStore.IsRevision)), CancellationToken.None);
        foreach (var message in messages)
        {
            var (received, split) = message.Item;
            message.ContinueTrace();
            var takenBack = await StoreAsync(work, received.Event.CityId, split.WellFormed, at);
            foreach (var cycle in takenBack.GroupBy(one => one.CycleId, one => one.Contract))
                message.Publish(
                    DerivedId.From("contracts-returned", received.Id, cycle.Key),
                    new ContractsReturned(received.Event.CityId, cycle.Key, [.. cycle]));
            work.AfterCommit(() => metrics.ExpiriesTakenBack(takenBack.Count));
            if (split.Malformed is not null)
                received.Return(work, split.Malformed);
        }
    }

    private async Task<IReadOnlyList<TakenBack>> StoreAsync(UnitOfWork work, Guid cityId, IReadOnlyList<RegisteredContract> contracts, DateTime at)
    {
        var judged = contracts.ToLookup(Terms.FaultOf);
        var faulty = judged.Where(group => group.Key is not null)
            .SelectMany(group => group.Select(contract => (contract, group.Key!))).ToList();

        var (stored, refused, takenBack) = await AddAsync(work, cityId, [.. judged[null]], at);
        await RefusedContractStore.RefuseAsync(work, cityId, faulty, CancellationToken.None);
        if (refused + faulty.Count > 0)
            Refused(logger, refused + faulty.Count, cityId, stored);
        RegisteredContract[] revised = [.. contracts.Where(ContractStore.IsRevision)];
        if (revised.Length == 0)
            return takenBack;
        await TryRefusedAsync(work, revised);
        return [.. takenBack, .. await ReturnContinuingAsync(work, cityId, revised)];
    }

    // Which message comes first, decides whether a contract finds room: what was refused before has it now.
    private async Task TryRefusedAsync(UnitOfWork work, IReadOnlyList<RegisteredContract> revised)
    {
        var taken = await RefusedContractStore.TakeAsync(work, WorkersOf(revised), CancellationToken.None);
        if (taken.Count == 0)
            return;
        // Of other cities too.
        var at = await RegisterLock.ShareAsync(work, taken.Select(city => city.Key), clock, CancellationToken.None);
        foreach (var city in taken)
            await AddAsync(work, city.Key, [.. city], at);
    }

    private async Task<IReadOnlyList<TakenBack>> ReturnContinuingAsync(UnitOfWork work, Guid cityId, IReadOnlyList<RegisteredContract> revised)
    {
        var today = await TodayAsync(work, cityId);
        var takenBack = await ContractStore.ReturnContinuingAsync(work, cityId, today, [.. revised.DistinctBy(contract => contract.ContractId)], CancellationToken.None);
        if (takenBack.Count > 0)
            await UnsweptDayStore.AddAsync(work, cityId, [.. takenBack.Select(one => one.Contract.LastDay).Distinct().Order()], CancellationToken.None);
        return takenBack;
    }

    private async Task<(int Stored, int Refused, IReadOnlyList<TakenBack> TakenBack)> AddAsync(
        UnitOfWork work, Guid cityId, IReadOnlyCollection<RegisteredContract> contracts, DateTime at)
    {
        if (contracts.Count == 0)
            return (0, 0, []);
        var corrected = WorkersOf(contracts.Where(ContractStore.IsRevision));
        // A corrected contract may have been the next one of another, whose worker is then to be reminded.
        var others = corrected.Length > 0 ? await ContractStore.ListLastDaysAsync(work, cityId, corrected, CancellationToken.None) : [];
        await UnsweptDayStore.AddAsync(
            work, cityId, [.. contracts.Where(contract => !contract.IsWithdrawn).Select(contract => contract.LastDay).Union(others).Order()], CancellationToken.None);
        var today = corrected.Length > 0 ? await TodayAsync(work, cityId) : default;
        return await ContractStore.AddAsync(work, cityId, today, contracts, at, CancellationToken.None);
    }

    private async Task<DateOnly> TodayAsync(UnitOfWork work, Guid cityId) =>
        clock.TodayIn(await CityStore.FindZoneAsync(work, cityId, CancellationToken.None) ?? "UTC");

    private static Guid[] WorkersOf(IEnumerable<RegisteredContract> contracts) => [.. contracts.Select(contract => contract.WorkerId).Distinct()];

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "{Refused} contracts of city {CityId} were refused, {Stored} of the same message stored; ListRefusedContracts has the reasons")]
    private static partial void Refused(ILogger logger, int refused, Guid cityId, int stored);

    private sealed record Received(ReceivedMessage<ContractsRegistered> Message, SplitContracts Split);
}
