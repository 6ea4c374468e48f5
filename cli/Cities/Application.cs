using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary>What the owners answered to a city's folder.</summary>
public sealed record Application(ApplyCityReply City, Policy Policy, ExemptionList Exemptions)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private const int Attempts = 50;

    /// <summary>Sends all of it. Sending the same again changes nothing, so a call that broke off is simply repeated.</summary>
    public static async Task<Application> SendAsync(WorkforceSystem system, CityFolder folder, CancellationToken cancellation)
    {
        var city = await system.Cities.ApplyCityAsync(folder.City, cancellationToken: cancellation);
        var policy = folder.Policy.Clone();
        policy.CityId = city.City.Id;
        var exemptions = folder.Exemptions.Clone();
        exemptions.CityId = city.City.Id;
        return new Application(
            city,
            await OnceKnownAsync(() => system.Policies.ApplyPolicyAsync(new ApplyPolicyRequest { Policy = policy }, cancellationToken: cancellation), cancellation),
            await OnceKnownAsync(() => system.Policies.ApplyExemptionListAsync(new ApplyExemptionListRequest { ExemptionList = exemptions }, cancellationToken: cancellation), cancellation));
    }

    // Contract hears of a new city by a message that may still be on its way.
    private static async Task<T> OnceKnownAsync<T>(Func<AsyncUnaryCall<T>> send, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await send();
            }
            catch (RpcException fault) when (fault.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition && attempt < Attempts)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }
}
