using System.Diagnostics;
using Dapper;
using MassTransit;
using Npgsql;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>
/// What one would write first: a message for each contract over the same kind of queue, and each handled in a transaction of
/// its own by two consumers with MassTransit's own settings. It writes the same rows.
/// </summary>
internal sealed class Peer : IAsyncDisposable
{
    private const int ConcurrentPublishers = 16;
    private const int DeliveryLimit = 100;

    private readonly NpgsqlConnection _session;
    private readonly NpgsqlDataSource _database;
    private readonly IBusControl _bus;

    private Peer(NpgsqlConnection session, NpgsqlDataSource database, IBusControl bus) =>
        (_session, _database, _bus) = (session, database, bus);

    public static async Task<Peer> PrepareAsync(RunningSystem system, IReadOnlyCollection<Government> governments)
    {
        var session = await SideDatabase.CreateAsync(system, "peer");
        await session.CreateNightTablesAsync();
        await ContractRows.CopyContractsAsync(session, governments);
        await LaidOutRows.StoreAsync(session, governments);
        await session.SettleAsync();

        var database = NpgsqlDataSource.Create($"{await system.ConnectionStringOfAsync("contract-db")};Database=peer");
        var broker = new Uri(await system.BrokerAsync());
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker);
            Listen(rabbit, "peer.evaluation", () => new PeerEvaluation(database));
            Listen(rabbit, "peer.notification", () => new PeerNotification(database));
        });
        await bus.StartAsync();
        return new Peer(session, database, bus);
    }

    /// <returns>Seconds from the first contract to the last row.</returns>
    public async Task<double> RunAsync()
    {
        var expired = (await _session.QueryAsync<PeerContractExpired>(
            """
            select request_id as RequestId, notice_id as NoticeId, contract_id as ContractId, worker_id as WorkerId,
                   city_id as CityId, cycle_id as CycleId, unit_id as UnitId, head_id as HeadId, due_day as DueDay, recipient
            from laid_out
            """)).AsList();
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            expired, new ParallelOptions { MaxDegreeOfParallelism = ConcurrentPublishers }, (contract, _) => ExpireAsync(contract));
        while (!await IsDoneAsync(expired.Count))
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _bus.StopAsync();
        await _database.DisposeAsync();
        await _session.DisposeAsync();
    }

    private static void Listen<TConsumer>(IRabbitMqBusFactoryConfigurator rabbit, string name, Func<TConsumer> create)
        where TConsumer : class, IConsumer =>
        rabbit.ReceiveEndpoint(name, queue =>
        {
            queue.SetQuorumQueue();
            queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
            queue.Consumer(create);
        });

    private async ValueTask ExpireAsync(PeerContractExpired contract)
    {
        await using (var connection = await _database.OpenConnectionAsync())
            await connection.ExecuteAsync("update contract set cycle_id = @CycleId where contract_id = @ContractId and cycle_id is null", contract);
        await _bus.Publish(contract);
    }

    private async Task<bool> IsDoneAsync(int contracts) =>
        await _session.ExecuteScalarAsync<bool>(
            """
            select (select count(*) from evaluation_request) = @contracts and (select count(*) from notice) = @contracts
            """,
            new { contracts });
}

/// <summary>One contract expired.</summary>
public sealed record PeerContractExpired(
    Guid RequestId, Guid NoticeId, Guid ContractId, Guid WorkerId, Guid CityId, Guid CycleId, Guid UnitId, Guid HeadId,
    DateOnly DueDay, string Recipient);

internal sealed class PeerEvaluation(NpgsqlDataSource database) : IConsumer<PeerContractExpired>
{
    public async Task Consume(ConsumeContext<PeerContractExpired> context)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into evaluation_request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day)
            values (@RequestId, @ContractId, @WorkerId, @CityId, @CycleId, @UnitId, @HeadId, @DueDay)
            on conflict (contract_id) do nothing
            """,
            context.Message);
    }
}

internal sealed class PeerNotification(NpgsqlDataSource database) : IConsumer<PeerContractExpired>
{
    public async Task Consume(ConsumeContext<PeerContractExpired> context)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into notice (
                id, contract_id, kind, recipient_kind, recipient_id, recipient, cycle_id, unit_id, keeps_working, template_version, issued_at)
            values (@NoticeId, @ContractId, 1, 1, @WorkerId, @Recipient, @CycleId, @UnitId, false, 1, now())
            on conflict (contract_id, kind, recipient_kind, recipient_id) do nothing
            """,
            context.Message);
    }
}
