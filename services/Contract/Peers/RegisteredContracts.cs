using Grpc.Core;
using Workforce.Contract.Contracts;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Peers;

/// <summary>Contracts of a city, from Registry.</summary>
public sealed class RegisteredContracts(RegisterService.RegisterServiceClient registry)
{
    /// <summary>Implements <see cref="CountRegistered"/>.</summary>
    public async Task<RegisteredCount> CountAsync(Guid cityId, CancellationToken cancellation)
    {
        try
        {
            var count = await registry.CountContractPeriodsAsync(new CountContractPeriodsRequest { CityId = $"{cityId}" }, cancellationToken: cancellation);
            return new RegisteredCount(count.ContractPeriods, count.Importing, count.BrokenOff, count.UnchangedFor?.ToTimeSpan());
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound)
        {
            throw new NotFoundException("city", $"{cityId}");
        }
    }
}
