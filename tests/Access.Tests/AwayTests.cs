using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.Api;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>What rules of access need is away: Redis, which is an option, and Registry, which is not.</summary>
[Collection(AccessCollection.Name)]
public sealed class AwayTests(AccessSystem system)
{
    private const string Nowhere = "127.0.0.1:1";

    [Fact]
    public async Task FindWorker_ByTheHeadWithoutRedis_Works()
    {
        await using var registry = await TestService.StartAsync<CityEndpoint>(system.Servers, new ServiceSetup("registry")
        {
            Database = system.Running["registry"].ConnectionString,
            Settings = new Dictionary<string, string?> { ["ConnectionStrings:cache"] = Nowhere, ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00" },
            Access = _ => { },
        });
        registry.Log.Expect("Redis");
        using var channel = TestTokens.Open(registry.Address, _ => TestTokens.Sign(new SetupToken("kepala-damkar-kupang", "kepala", [], [])));
        var found = await new WorkerService.WorkerServiceClient(channel).FindWorkerAsync(new FindWorkerRequest { Nik = "5371010101800001" });
        Assert.Equal("Budi Damkar", found.Worker.Name);
    }

    [Fact]
    public async Task Call_CitiesAndDenialsTooOld_IsUnavailableUntilTheyCanBeReadAgain()
    {
        var isAway = false;
        await using var service = await TestService.StartAsync(
            system.Servers,
            new ServiceSetup("contract")
            {
                Settings = new Dictionary<string, string?> { ["Access:DirectoryLimitSeconds"] = "1", ["Access:DirectorySeconds"] = "0.2" },
                Access = services =>
                {
                    services.AddSingleton<FetchDirectory>((version, _) => Volatile.Read(ref isAway)
                        ? throw new TimeoutException("Registry is away")
                        : Task.FromResult(version == 1 ? null : new ServiceDefaults.Access.AccessDirectory(1, [], [])));
                    services.AddSingleton<FindAppointments>((_, _, _) => Task.FromResult<IReadOnlyList<ServiceDefaults.Access.Appointment>>([]));
                },
            },
            _ => { });
        service.Log.Expect("Cities and denials cannot be read now");
        service.Log.Expect("needs what is unreachable");
        Assert.Equal(StatusCode.OK, await StatusAsync(service));

        Volatile.Write(ref isAway, true);
        await Eventually.HoldsAsync(async () => await StatusAsync(service) is StatusCode.Unavailable, "what is known is too old");
        Volatile.Write(ref isAway, false);
        await Eventually.HoldsAsync(async () => await StatusAsync(service) is StatusCode.OK, "it is known again");
    }

    private static async Task<StatusCode> StatusAsync(TestService service)
    {
        using var channel = TestTokens.Open(service.Address, _ => TestTokens.Sign(new SetupToken("audit", "audit", [Role.Auditor], [SetupToken.EveryCity])));
        try
        {
            await new AccessLogService.AccessLogServiceClient(channel).ListAccessesAsync(new ListAccessesRequest { CityId = $"{Guid.NewGuid()}" });
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }
}
