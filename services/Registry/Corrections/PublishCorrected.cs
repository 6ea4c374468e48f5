using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Corrections;

/// <summary>Publishes a corrected contract with the worker's other corrected ones of the city: what makes room for it comes with it.</summary>
internal static class PublishCorrected
{
    public static async Task PublishAsync(UnitOfWork work, ContractOnRecord corrected, CancellationToken cancellation) => work.Publish(
        DerivedId.From("contracts-registered", $"{corrected.Id}/{corrected.Revision}"),
        new ContractsRegistered(corrected.CityId, await CorrectionStore.ListRevisedAsync(work, corrected.CityId, corrected.WorkerId, cancellation)));
}
