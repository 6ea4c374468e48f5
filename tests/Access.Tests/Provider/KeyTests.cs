using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>The provider's keys come and go, and so does the provider, while services run. Each test has its own provider and services.</summary>
[Collection(ProviderCollection.Name)]
public sealed class KeyTests(ProviderSystem system)
{
    private const string Read = "registry.read";

    [Fact]
    public async Task Key_New_IsAcceptedAtItsFirstTokenWithoutARestart()
    {
        await using var provider = await StartProviderAsync();
        await using var registry = await system.StartRegistryAsync(provider);
        var old = await provider.RequestAsync(Accounts.Reader, Read);
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, old));

        provider.RotateKey();

        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, await provider.RequestAsync(Accounts.Reader, Read)));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, old));
    }

    [Fact]
    public async Task Key_Withdrawn_IsRefusedOnceKeysHaveBeenReadAnew()
    {
        await using var provider = await StartProviderAsync();
        await using var registry = await system.StartRegistryAsync(provider);
        var old = await provider.RequestAsync(Accounts.Reader, Read);
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, old));

        provider.RotateKey();
        provider.WithdrawOldKeys();

        var current = await provider.RequestAsync(Accounts.Reader, Read);
        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusAsync(registry, current) is StatusCode.OK, "the new key is known");
        Assert.Equal(StatusCode.Unauthenticated, await ProviderSystem.StatusAsync(registry, old));
    }

    [Fact]
    public async Task Key_WithdrawnOfWhichServicesHaveTokens_ServicesGetNewTokens()
    {
        await using var provider = await StartProviderAsync();
        await using var registry = await system.StartRegistryAsync(provider);
        var cityId = await ProviderSystem.ApplyCityAsync(registry, provider);
        await using var contract = await system.StartContractAsync(provider, registry);
        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusOfContractAsync(contract, cityId, provider.Sign(_ => { })) is StatusCode.OK, "Contract knows the city");

        provider.RotateKey();
        provider.WithdrawOldKeys();
        // Registry learns of it by the first token of the new key, and what Contract reads fails until it has another token.
        contract.Log.Expect("Cities and denials cannot be read now");
        var current = await provider.RequestAsync(Accounts.Reader, Read);
        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusAsync(registry, current) is StatusCode.OK, "the new key is known");

        var known = await ProviderSystem.Client<CityService.CityServiceClient>(registry, await provider.RequestAsync(Accounts.Service, "workforce"))
            .ApplyCityAsync(new ApplyCityRequest { Code = "blitar", Name = "Kota Blitar", TimeZone = Workforce.Registry.V1.TimeZone.Wib });
        await Eventually.HoldsAsync(
            async () => await ProviderSystem.StatusOfContractAsync(contract, known.City.Id, provider.Sign(token => token.Claims["city"] = "blitar")) is StatusCode.OK,
            "Contract reads cities again");
    }

    [Fact]
    public async Task Provider_Stopped_ServicesKeepAnsweringAndAcceptAfterItsRestart()
    {
        await using var provider = await StartProviderAsync();
        await using var registry = await system.StartRegistryAsync(provider);
        var cityId = await ProviderSystem.ApplyCityAsync(registry, provider);
        await using var contract = await system.StartContractAsync(provider, registry);
        var (program, person) = (await provider.RequestAsync(Accounts.Reader, Read), (await provider.LogInAsync(Accounts.Hr)).AccessToken!);
        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusOfContractAsync(contract, cityId, person) is StatusCode.OK, "Contract knows the city");
        registry.Log.Expect("cannot be read now");

        await provider.StopAsync();

        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, program));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusOfContractAsync(contract, cityId, person));
        // It has no keys but those it knows, and loses none of these for a token of another.
        Assert.Equal(StatusCode.Unauthenticated, await ProviderSystem.StatusAsync(registry, ForgedTokens.Genuine));
        provider.RotateKey();
        var unknown = provider.Sign(_ => { });
        Assert.Equal(StatusCode.Unauthenticated, await ProviderSystem.StatusAsync(registry, unknown));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, program));

        await provider.StartAsync();

        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusAsync(registry, unknown) is StatusCode.OK, "the new key is known");
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, program));
        Assert.Equal(StatusCode.OK, await ProviderSystem.StatusAsync(registry, await provider.RequestAsync(Accounts.Reader, Read)));
    }

    [Fact]
    public async Task Provider_StoppedWhenAServiceStarts_ItsTokensAreAcceptedOnceItIsThere()
    {
        await using var provider = await StartProviderAsync();
        var token = await provider.RequestAsync(Accounts.Reader, Read);
        await provider.StopAsync();
        await using var registry = await system.StartRegistryAsync(provider);
        registry.Log.Expect("cannot be read now");
        registry.Log.Expect("needs what is unreachable");
        // Not that the token is wrong: callers try again.
        Assert.Equal(StatusCode.Unavailable, await ProviderSystem.StatusAsync(registry, token));

        await provider.StartAsync();

        await Eventually.HoldsAsync(async () => await ProviderSystem.StatusAsync(registry, token) is StatusCode.OK, "the provider's keys are known");
    }

    private static async Task<IdentityProvider> StartProviderAsync()
    {
        var provider = new IdentityProvider();
        await provider.StartAsync();
        return provider;
    }
}
