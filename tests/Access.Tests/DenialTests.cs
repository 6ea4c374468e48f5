using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>The deny list: in force on every service within 5 seconds, without Redis, which has no part in it.</summary>
[Collection(AccessCollection.Name)]
public sealed class DenialTests(AccessSystem system)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Deny_APerson_AllTokensAreRefusedByEveryServiceWithin5Seconds()
    {
        var (token, another) = (Token("pergi"), Token("pergi"));
        await AssertStatusAsync(token, StatusCode.OK);
        var denial = await Denials.DenyAsync(new DenyRequest { Subject = "pergi", Reason = "has left" });
        await Task.Delay(Within);
        await AssertStatusAsync(token, StatusCode.Unauthenticated);
        await AssertStatusAsync(another, StatusCode.Unauthenticated);
        await AssertStatusAsync(Token("tinggal"), StatusCode.OK);

        Assert.Contains(denial, (await Denials.ListDenialsAsync(new ListDenialsRequest())).Denials);
        await Denials.LiftDenialAsync(new LiftDenialRequest { DenialId = denial.Id });
        await Task.Delay(Within);
        await AssertStatusAsync(token, StatusCode.OK);
    }

    [Fact]
    public async Task Deny_WhoWatchesACycle_GetsNoFurtherNews()
    {
        var cycleId = await OpenCycleAsync();
        using var watching = system.Client<CycleService.CycleServiceClient>("contract", Token("menonton")).WatchCycle(new WatchCycleRequest { CycleId = $"{cycleId}" });
        Assert.True(await watching.ResponseStream.MoveNext(CancellationToken.None));

        await Denials.DenyAsync(new DenyRequest { Subject = "menonton", Reason = "has left" });
        await Task.Delay(Within);
        await AddBatchAsync(cycleId);
        Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(() => watching.ResponseStream.MoveNext(CancellationToken.None))).StatusCode);

        await Contract.ExecuteAsync("delete from expiry_batch where cycle_id = $1", cycleId);
        await Contract.ExecuteAsync("delete from cycle where cycle_id = $1", cycleId);
    }

    [Fact]
    public async Task Deny_AToken_OnlyThatOneIsRefused()
    {
        var (lost, kept) = (Token("hilang"), Token("hilang"));
        await Denials.DenyAsync(new DenyRequest { TokenId = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(lost).Id, Reason = "was lost" });
        await Task.Delay(Within);
        await AssertStatusAsync(lost, StatusCode.Unauthenticated);
        await AssertStatusAsync(kept, StatusCode.OK);
    }

    [Fact]
    public async Task Deny_NeitherPersonNorToken_IsRefusedByField()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await Denials.DenyAsync(new DenyRequest { Reason = "for nothing" }));
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("token_id is required", refused.Status.Detail, StringComparison.Ordinal);
    }

    private DenialService.DenialServiceClient Denials =>
        system.Client<DenialService.DenialServiceClient>("registry", TestTokens.Sign(new SetupToken("it", "Rudi", [Role.CityIt], [SetupToken.EveryCity])));

    private TestService Contract => system.Running["contract"];

    // One that no sweep has begun, of a day on which no contract ends, so that it is not completed while it is watched.
    private async Task<Guid> OpenCycleAsync()
    {
        var rules = await CityRules.DeclareAsync(Contract.Client<PolicyService.PolicyServiceClient>(), system.Kupang.Id, "2019-06-01");
        var cycleId = Guid.NewGuid();
        await Contract.ExecuteAsync(
            """
            insert into cycle (cycle_id, city_id, city_name, last_day, due_day, stay_home_from, policy_version, exemption_list_version, opened_at)
            values ($1, $2, 'Kota Kupang', '2019-06-30', '2019-07-14', '2019-07-01', $3, $4, clock_timestamp())
            """,
            cycleId, Guid.Parse(system.Kupang.Id), rules.Policy, rules.ExemptionList);
        await AddBatchAsync(cycleId);
        return cycleId;
    }

    private Task AddBatchAsync(Guid cycleId) => Contract.ExecuteAsync(
        "insert into expiry_batch (batch_id, cycle_id, contracts, requests_due, expired_at) values (gen_random_uuid(), $1, 2, 2, clock_timestamp())", cycleId);

    private static string Token(string subject) => TestTokens.Sign(new SetupToken(subject, subject, [Role.Hr], ["kupang"]));

    private async Task AssertStatusAsync(string token, StatusCode expected)
    {
        Assert.Equal(expected, await StatusOfAsync(async () => await system.Client<CityService.CityServiceClient>("registry", token).GetCityAsync(new GetCityRequest { City = "kupang" })));
        Assert.Equal(expected, await StatusOfAsync(async () => await system.Client<ContractService.ContractServiceClient>("contract", token)
            .CountContractsAsync(new CountContractsRequest { CityId = system.Kupang.Id })));
    }

    private static async Task<StatusCode> StatusOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }
}
