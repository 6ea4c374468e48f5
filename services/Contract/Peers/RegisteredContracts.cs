using Workforce.Contract.Contracts;
using Workforce.Registry.V1;

namespace Workforce.Contract.Peers;

/// <summary>Contracts of cities, from Registry.</summary>
public sealed class RegisteredContracts(RegisterService.RegisterServiceClient registry)
{
    private const int CitiesPerCall = 1_000;

    /// <summary>Implements <see cref="CountRegistered"/>.</summary>
    public async Task<IReadOnlyDictionary<Guid, RegisteredCount>> CountAsync(IReadOnlyCollection<Guid> cityIds, CancellationToken cancellation)
    {
        var counts = new Dictionary<Guid, RegisteredCount>();
        foreach (var some in cityIds.Chunk(CitiesPerCall))
        {
            var request = new CountContractPeriodsRequest { CityIds = { some.Select(id => $"{id}") } };
            var reply = await registry.CountContractPeriodsAsync(request, cancellationToken: cancellation);
            foreach (var count in reply.Counts)
                counts[Guid.Parse(count.CityId)] = Read(count);
        }
        return counts;
    }

    private static RegisteredCount Read(ContractPeriodCount count) =>
        new(count.ContractPeriods, count.Importing, count.BrokenOff, count.UnchangedFor?.ToTimeSpan());
}
