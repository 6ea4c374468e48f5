using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>Whose tokens a service accepts that is connected with an identity provider.</summary>
[Collection(ProviderCollection.Name)]
public sealed class ProviderTests(ProviderSystem system)
{
    private IdentityProvider Provider => system.Provider;

    [Fact]
    public async Task ClientCredentials_WithTheScope_AreAccepted()
    {
        var cities = ProviderSystem.Client<CityService.CityServiceClient>(system.Registry, await Provider.RequestAsync(Accounts.Reader, "registry.read"));
        Assert.Equal("kupang", Assert.Single((await cities.ListCitiesAsync(new ListCitiesRequest())).Cities).Code);
    }

    [Fact]
    public async Task ClientCredentials_WithAnotherScope_AreDenied()
    {
        var denied = await FailureAsync(system.Registry, await Provider.RequestAsync(Accounts.Reader, "contract.read"));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
        Assert.Contains("system with scope registry.read", denied.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_OfACityByClaim_IsAcceptedForThatCityOnly()
    {
        var units = ProviderSystem.Client<CityService.CityServiceClient>(system.Registry, (await Provider.LogInAsync(Accounts.Hr)).AccessToken);
        Assert.Single((await units.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = system.CityId })).WorkUnits);
        var denied = await Assert.ThrowsAsync<RpcException>(async () => await units.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = $"{Guid.NewGuid()}" }));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    [Fact]
    public async Task Head_ByAppointmentOfTheProvidersSubject_IsAccepted()
    {
        var token = (await Provider.LogInAsync(Accounts.Head)).AccessToken;
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(system.Registry, token));
        var contracts = ProviderSystem.Client<ContractService.ContractServiceClient>(system.Contract, token);
        Assert.Empty((await contracts.ListContractsAsync(new ListContractsRequest { CityId = system.CityId })).Contracts);
    }

    [Fact]
    public async Task IdToken_InPlaceOfTheAccessToken_IsRefused()
    {
        var tokens = await Provider.LogInAsync(Accounts.Hr);
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(system.Registry, tokens.AccessToken));
        await AssertRefusedAsync(tokens.IdentityToken, "another audience");
    }

    [Fact]
    public async Task Token_ThatTheProviderIssuedForAnotherSystem_IsRefused() =>
        await AssertRefusedAsync(await Provider.RequestAsync(Accounts.Reader, $"registry.read {Accounts.ScopeElsewhere}"), "another audience");

    [Fact]
    public async Task RefreshToken_InPlaceOfTheAccessToken_IsRefused() =>
        await AssertRefusedAsync((await Provider.LogInAsync(Accounts.Hr)).RefreshToken, "cannot be read");

    [Fact]
    public async Task Token_WrongInOneThingOnly_IsRefused()
    {
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(system.Registry, Provider.Sign(_ => { })));
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        // Beyond what two clocks may differ by.
        await AssertRefusedAsync(Provider.Sign(token => (token.NotBefore, token.Expires) = (now.AddHours(-1), now.AddSeconds(-31))), "has expired");
        await AssertRefusedAsync(Provider.Sign(token => token.NotBefore = now.AddMinutes(2)), "not valid yet");
        await AssertRefusedAsync(Provider.Sign(token => token.Expires = null), "until when it is valid");
        await AssertRefusedAsync(Provider.Sign(token => token.Issuer = "https://sso.elsewhere/"), "issuer that is not accepted");
        await AssertRefusedAsync(Provider.Sign(token => token.SigningCredentials = null), "signature is not valid");
        await AssertRefusedAsync(Provider.Sign(token => token.Claims.Remove("sub")), "whose it is");
    }

    [Fact]
    public async Task Token_OfASetupKey_IsRefusedByAServiceWithAProviderOnly() => await AssertRefusedAsync(TokenOfASetupKey(), "");

    [Fact]
    public async Task Tokens_OfProviderAndSetupKey_AreBothAcceptedWhereBothAreSet()
    {
        await using var registry = await system.StartRegistryAsync(Provider, ("Access:SetupKey", TestTokens.KeyFile));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, await Provider.RequestAsync(Accounts.Reader, "registry.read")));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, TokenOfASetupKey()));
        Assert.Equal(StatusCode.Unauthenticated, await ProviderSystem.StatusAsync(registry, Provider.Sign(token => token.Issuer = SetupKey.Issuer)));
        Assert.Equal(StatusCode.Unauthenticated, await ProviderSystem.StatusAsync(registry, ForgedTokens.All["other issuer"]));
    }

    [Fact]
    public async Task Authority_NotWrittenAsTokensNameIt_AcceptsNone()
    {
        // Its denials and appointments would be of another issuer than its tokens.
        await using var registry = await system.StartRegistryAsync(Provider, ("Access:Authority", Provider.Authority.TrimEnd('/')));
        registry.Log.Expect("needs what is unreachable");
        registry.Log.Expect("cannot be used");
        Assert.Equal(StatusCode.Unavailable, await ProviderSystem.StatusAsync(registry, await Provider.RequestAsync(Accounts.Reader, "registry.read")));
        Assert.True(registry.Log.Has($"it calls itself '{Provider.Authority}': set Access:Authority to that"));
    }

    [Fact]
    public async Task Contract_ByItsClientCredentials_AnswersAPersonOfAKnownCity()
    {
        var token = (await Provider.LogInAsync(Accounts.Hr)).AccessToken;
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusOfContractAsync(system.Contract, system.CityId, token));
    }

    [Fact]
    public async Task Start_SetupKeyOutsideOfDevelopment_FailsAndNamesIt()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => system.StartRegistryAsync(Provider, ("Access:SetupKey", TestTokens.KeyFile), ("environment", "Production")));
        Assert.Contains("Access:SetupKey is for Development only, and this is Production", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "http://127.0.0.1:1/")]
    [InlineData("Development", "http://sso.elsewhere/")]
    [InlineData("Production", "sso.elsewhere")]
    public async Task Start_ProviderWithoutTls_FailsAndNamesIt(string environment, string authority)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => system.StartRegistryAsync(Provider, ("environment", environment), ("Access:Authority", authority)));
        Assert.Contains($"Access:Authority '{authority}' is not of the form https://", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Start_NeitherProviderNorSetupKey_FailsAndNamesBoth(string environment)
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => system.StartRegistryAsync(Provider, ("Access:Authority", ""), ("environment", environment)));
        Assert.Contains("Access:Authority is not set", failure.Message, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync(string? token, string reason)
    {
        var refused = await FailureAsync(system.Registry, token);
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Contains(reason, refused.Status.Detail, StringComparison.Ordinal);
    }

    private static async Task<RpcException> FailureAsync(TestService registry, string? token) => await Assert.ThrowsAsync<RpcException>(async () =>
        await ProviderSystem.Client<CityService.CityServiceClient>(registry, token).ListCitiesAsync(new ListCitiesRequest()));

    private static string TokenOfASetupKey() => TestTokens.Sign(new SetupToken("it", "Rudi", [Role.CityIt], [SetupToken.EveryCity]));
}
