using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.Api;
using Workforce.Registry.Tests.Import;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests;

/// <summary>The service, running, for the tests of this project, and what callers can do with it. Each test has its own city.</summary>
public sealed class RegistryService : IAsyncLifetime, IAsyncDisposable
{
    private readonly TestServers _servers;
    private readonly bool _ownsServers;
    private readonly IReadOnlyDictionary<string, string?> _settings = new Dictionary<string, string?>();

    public RegistryService() => (_servers, _ownsServers) = (new TestServers(), true);

    private RegistryService(TestServers servers, IReadOnlyDictionary<string, string?> settings) => (_servers, _settings) = (servers, settings);

    public TestService Running { get; private set; } = null!;

    public CityService.CityServiceClient Cities => Running.Client<CityService.CityServiceClient>();

    public RegisterService.RegisterServiceClient Register => Running.Client<RegisterService.RegisterServiceClient>();

    public RejectService.RejectServiceClient Rejects => Running.Client<RejectService.RejectServiceClient>();

    public QualityService.QualityServiceClient Quality => Running.Client<QualityService.QualityServiceClient>();

    public WorkerService.WorkerServiceClient Workers => Running.Client<WorkerService.WorkerServiceClient>();

    public async Task InitializeAsync()
    {
        if (_ownsServers)
            await _servers.InitializeAsync();
        Running = await TestService.StartAsync<CityEndpoint>(_servers, new ServiceSetup("registry")
        {
            Access = _ => { },
            Settings = new Dictionary<string, string?>(_settings)
            {
                ["ConnectionStrings:cache"] = _servers.Redis,
                ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00",
            },
        });
    }

    public async Task DisposeAsync()
    {
        try
        {
            await Running.DisposeAsync();
        }
        finally
        {
            if (_ownsServers)
                await _servers.DisposeAsync();
        }
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Another one on the same servers, with a database of its own.</summary>
    public async Task<RegistryService> StartBesideAsync(params (string Key, string Value)[] settings)
    {
        var beside = new RegistryService(_servers, settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
        await beside.InitializeAsync();
        return beside;
    }

    /// <summary>The same service as a process of its own, on the same database and queues.</summary>
    internal Task<RegistryProcess> StartProcessAsync() => RegistryProcess.StartAsync(Running, _servers.RabbitMq, _servers.Redis);

    /// <summary>A city with two units, Damkar with an alias, and one vendor.</summary>
    public async Task<City> NewCityAsync() => (await Cities.ApplyCityAsync(Requests.City())).City;

    public Task<ImportReply> ImportAsync(City city, params string[] lines) =>
        ImportAsync(city, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public async Task<ImportReply> ImportAsync(City city, byte[] file, int pieceLength = 32 * 1024, string sheet = "")
    {
        using var call = Register.Import();
        try
        {
            await SendAsync(call, city, file, pieceLength, sheet: sheet);
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused before its end: only the response is sure to say why, a write may say just that it was cancelled.
        }

        return await call.ResponseAsync;
    }

    /// <summary>Sends a header and the bytes of a file, and leaves the call open.</summary>
    public static async Task SendAsync(
        AsyncClientStreamingCall<ImportRequest, ImportReply> call, City city, byte[] file, int pieceLength = 32 * 1024, string name = "register.csv", string sheet = "")
    {
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = name, Sheet = sheet } });
        foreach (var piece in file.Chunk(pieceLength))
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece) });
    }

    public async Task<IReadOnlyList<ContractPeriod>> PeriodsAsync(City city, string lastDay = "") =>
        await Paging.AllAsync(token => Register.ListContractPeriodsAsync(
            new ListContractPeriodsRequest { CityId = city.Id, LastDay = lastDay, PageToken = token }).ResponseAsync,
            reply => reply.ContractPeriods, reply => reply.NextPageToken);

    public async Task<ContractPeriodCount> CountAsync(City city) =>
        (await Register.CountContractPeriodsAsync(new CountContractPeriodsRequest { CityIds = { city.Id } })).Counts.Single();

    /// <summary>Events of a type about a city that the outbox has, in the order of publication.</summary>
    public async Task<IReadOnlyList<TEvent>> PublishedAsync<TEvent>(City city, Func<TEvent, Guid> cityOf)
    {
        var bodies = await Running.ScalarAsync<byte[][]>(
            "select coalesce(array_agg(body order by position), '{}') from outbox where event_type like $1", $"%{typeof(TEvent).Name}");
        return [.. bodies
            .Select(body => JsonSerializer.Deserialize<TEvent>(body, JsonSerializerOptions.Web)!)
            .Where(one => cityOf(one) == Guid.Parse(city.Id))];
    }
}

/// <summary>One service for the tests of this project.</summary>
[CollectionDefinition(nameof(RegistryService))]
public sealed class RegistryServiceTests : ICollectionFixture<RegistryService>;
