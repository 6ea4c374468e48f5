using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Npgsql;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests;

/// <summary>The Registry service with a database of its own, and what callers can do with it.</summary>
public sealed class RegistryService : IAsyncLifetime, IAsyncDisposable
{
    private readonly bool _ownsServers;
    private readonly string? _redis;
    private ServiceHost<Program>? _host;
    private NpgsqlDataSource? _source;

    public RegistryService() => (Servers, _ownsServers) = (new TestServers(), true);

    private RegistryService(TestServers servers, string redis) => (Servers, _redis) = (servers, redis);

    public TestServers Servers { get; }

    public CityService.CityServiceClient Cities { get; private set; } = null!;

    public RegisterService.RegisterServiceClient Register { get; private set; } = null!;

    public WorkerService.WorkerServiceClient Workers { get; private set; } = null!;

    /// <summary>The service's database, seen from outside.</summary>
    public NpgsqlDataSource Database => _source!;

    public async Task InitializeAsync()
    {
        if (_ownsServers)
            await Servers.InitializeAsync();
        var database = await Servers.CreateDatabaseAsync();
        _source = NpgsqlDataSource.Create(database);
        _host = new ServiceHost<Program>(new Dictionary<string, string?>
        {
            ["ConnectionStrings:registry-db"] = database,
            ["ConnectionStrings:messaging"] = Servers.RabbitMq,
            ["ConnectionStrings:cache"] = _redis ?? Servers.Redis,
            ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00",
        });
        Cities = new CityService.CityServiceClient(_host.Channel);
        Register = new RegisterService.RegisterServiceClient(_host.Channel);
        Workers = new WorkerService.WorkerServiceClient(_host.Channel);
    }

    public async Task DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _source!.DisposeAsync();
        if (_ownsServers)
            await Servers.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    /// <summary>Another one on the same servers, with a Redis of its own.</summary>
    /// <param name="redis">host:port.</param>
    public async Task<RegistryService> BesideAsync(string redis)
    {
        var beside = new RegistryService(Servers, redis);
        await beside.InitializeAsync();
        return beside;
    }

    /// <summary>A city with two units, Damkar with an alias, and one vendor.</summary>
    public async Task<City> NewCityAsync() => (await Cities.ApplyCityAsync(Requests.City())).City;

    public Task<ImportReply> ImportAsync(City city, params string[] lines) =>
        ImportAsync(city, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public async Task<ImportReply> ImportAsync(City city, byte[] file, int pieceLength = 32 * 1024)
    {
        using var call = Register.Import();
        try
        {
            await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = "register.csv" } });
            foreach (var piece in file.Chunk(pieceLength))
                await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece) });
            await call.RequestStream.CompleteAsync();
        }
        catch (RpcException)
        {
            // Refused before its end: only the response is sure to say why, a write may say just that it was cancelled.
        }

        return await call.ResponseAsync;
    }

    public async Task<IReadOnlyList<ContractPeriod>> PeriodsAsync(City city, string lastDay = "") =>
        await Paging.AllAsync(token => Register.ListContractPeriodsAsync(
            new ListContractPeriodsRequest { CityId = city.Id, LastDay = lastDay, PageToken = token }).ResponseAsync,
            reply => reply.ContractPeriods, reply => reply.NextPageToken);

    /// <summary>Events of a type that the outbox has got about a city, in the order of announcement.</summary>
    public async Task<IReadOnlyList<TEvent>> AnnouncedAsync<TEvent>(City city, Func<TEvent, Guid> cityOf)
    {
        await using var command = Database.CreateCommand("select body from outbox where event_type like $1 order by position");
        command.Parameters.AddWithValue($"%{typeof(TEvent).Name}");
        await using var reader = await command.ExecuteReaderAsync();
        var events = new List<TEvent>();
        while (await reader.ReadAsync())
            events.Add(JsonSerializer.Deserialize<TEvent>(reader.GetFieldValue<byte[]>(0), JsonSerializerOptions.Web)!);
        return [.. events.Where(@event => cityOf(@event) == Guid.Parse(city.Id))];
    }
}
