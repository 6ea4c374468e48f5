using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Publishes corrected contracts of a city, each with its worker's other corrected ones: what makes room for it comes with it.</summary>
internal static class PublishCorrected
{
    private const int ContractsPerEvent = 500;

    public static async Task PublishAsync(UnitOfWork work, Guid cityId, IReadOnlyCollection<ContractOnRecord> corrected, CancellationToken cancellation)
    {
        var revised = await CorrectionStore.ListRevisedAsync(work, cityId, [.. corrected.Select(contract => contract.WorkerId).Distinct()], cancellation);
        var (ids, contracts) = (new List<object>(), new List<RegisteredContract>());
        foreach (var worker in corrected.GroupBy(contract => contract.WorkerId))
        {
            if (contracts.Count >= ContractsPerEvent)
                Publish();
            ids.AddRange(worker.Select(contract => $"{contract.Id}/{contract.Revision}"));
            contracts.AddRange(revised[worker.Key]);
        }
        if (contracts.Count > 0)
            Publish();

        void Publish()
        {
            work.Publish(DerivedId.From("contracts-registered", [.. ids]), new ContractsRegistered(cityId, [.. contracts]));
            ids.Clear();
            contracts.Clear();
        }
    }
}
