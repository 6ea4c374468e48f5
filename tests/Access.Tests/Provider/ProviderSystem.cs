using Grpc.Core;
using Workforce.Contract.Api;
using Workforce.Contract.V1;
using Workforce.Registry.Api;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>Registry and Contract on real servers, as a city runs them: all tokens are an identity provider's.</summary>
public sealed class ProviderSystem : IAsyncLifetime
{
    private readonly TestServers _servers = new();

    public IdentityProvider Provider { get; } = new();

    /// <summary>What is different from the usual settings of each service.</summary>
    internal IReadOnlyList<(string Key, string? Value)> Settings { get; init; } = [];

    public TestService Registry { get; private set; } = null!;

    public TestService Contract { get; private set; } = null!;

    /// <summary>Of the city <c>kupang</c>, with a unit <c>damkar</c>.</summary>
    public string CityId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await Provider.StartAsync();
        Registry = await StartRegistryAsync(Provider);
        CityId = await ApplyCityAsync(Registry, Provider);
        Contract = await StartContractAsync(Provider, Registry);
    }

    public async Task DisposeAsync()
    {
        if (Contract is not null)
            await Contract.DisposeAsync();
        if (Registry is not null)
            await Registry.DisposeAsync();
        await Provider.DisposeAsync();
        await _servers.DisposeAsync();
    }

    /// <summary>Another Registry, with a database of its own, for one test.</summary>
    /// <param name="settings">What is different from the usual ones.</param>
    internal Task<TestService> StartRegistryAsync(IdentityProvider provider, params (string Key, string? Value)[] settings) =>
        StartAsync<CityEndpoint>("registry", provider, settings);

    internal Task<TestService> StartContractAsync(IdentityProvider provider, TestService registry, params (string Key, string? Value)[] settings) =>
        StartAsync<PolicyEndpoint>("contract", provider, registry, [("Sweep:Timer", "off"), .. settings]);

    /// <summary>A service that asks this Registry, by client credentials of the provider.</summary>
    internal Task<TestService> StartAsync<TProgram>(string name, IdentityProvider provider, TestService registry, params (string Key, string? Value)[] settings)
        where TProgram : class => StartAsync<TProgram>(
            name,
            provider,
            [
                ("services:registry:grpc:0", $"{registry.Address}"),
                ("Access:Client:Id", Accounts.Service.Id),
                ("Access:Client:Secret", Accounts.Service.Secret),
                .. settings,
            ]);

    /// <summary>A client of a service with a token of one's own; null for none.</summary>
    internal static TClient Client<TClient>(TestService service, string? token)
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), TestTokens.Open(service.Address, _ => token))!;

    /// <summary>Registers the city <c>kupang</c>.</summary>
    /// <returns>Its id.</returns>
    internal static async Task<string> ApplyCityAsync(TestService registry, IdentityProvider provider)
    {
        var cities = Client<CityService.CityServiceClient>(registry, await provider.RequestAsync(Accounts.Service, "workforce"));
        var applied = await cities.ApplyCityAsync(new ApplyCityRequest
        {
            Code = "kupang",
            Name = "Kota Kupang",
            TimeZone = Workforce.Registry.V1.TimeZone.Wita,
            WorkUnits =
            {
                new WorkUnit
                {
                    Code = "damkar",
                    Name = "Pemadam Kebakaran",
                    Head = new UnitHead { Name = Accounts.Head.Name, Title = "Kepala", Subject = Accounts.Head.Subject },
                },
            },
        });
        return applied.City.Id;
    }

    /// <summary>How Registry answers to who holds a token.</summary>
    internal static Task<StatusCode> StatusAsync(TestService registry, string? token) => StatusOfAsync(async () =>
        await Client<CityService.CityServiceClient>(registry, token).ListCitiesAsync(new ListCitiesRequest()));

    /// <summary>How Contract answers to who holds a token and asks for a city.</summary>
    internal static Task<StatusCode> StatusOfContractAsync(TestService contract, string cityId, string? token) => StatusOfAsync(async () =>
        await Client<ContractService.ContractServiceClient>(contract, token).CountContractsAsync(new CountContractsRequest { CityId = cityId }));

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

    private Task<TestService> StartAsync<TProgram>(string name, IdentityProvider provider, params (string Key, string? Value)[] settings)
        where TProgram : class
    {
        var all = new Dictionary<string, string?> { ["Access:Authority"] = provider.Authority, ["Access:SetupKey"] = null };
        foreach (var (key, value) in Settings.Concat(settings))
            all[key] = value;
        return TestService.StartAsync<TProgram>(_servers, new ServiceSetup(name) { Settings = all, Access = _ => { } });
    }
}

[CollectionDefinition(Name)]
public sealed class ProviderCollection : ICollectionFixture<ProviderSystem>
{
    public const string Name = "provider";
}
