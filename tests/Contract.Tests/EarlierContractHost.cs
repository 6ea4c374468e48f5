using Npgsql;
using Workforce.Contract.Api;
using Workforce.ServiceDefaults.Postgres;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>
/// The service on the database of an earlier version that was stopped in the middle of a night: of a city's three contracts one has
/// everything, one has its request and no notice, and one of a vendor is still in force.
/// </summary>
public sealed class EarlierContractHost(TestServers servers) : ContractHost(servers)
{
    private const string LastMigration = "Contract/0004_letters";

    private readonly TestServers _servers = servers;

    public Guid CityId { get; } = Guid.CreateVersion7();
    public Guid CycleId { get; } = Guid.CreateVersion7();
    public Guid UnitId { get; } = Guid.CreateVersion7();
    public Guid VendorContractId { get; } = Guid.CreateVersion7();
    public Guid FinishedBatchId { get; } = Guid.CreateVersion7();
    public Guid UnnotifiedBatchId { get; } = Guid.CreateVersion7();

    protected override async Task<string?> DatabaseAsync()
    {
        var database = await _servers.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(database);
        await ExecuteAsync(source, "create table migration (name text primary key, applied_at timestamptz not null default clock_timestamp())");
        var own = Migration.In(typeof(PolicyEndpoint).Assembly).TakeWhile(migration => string.CompareOrdinal(migration.Name, LastMigration) <= 0);
        foreach (var migration in Migration.In(typeof(Migration).Assembly).Concat(own))
        {
            await ExecuteAsync(source, migration.Sql);
            await ExecuteAsync(source, "insert into migration (name) values ($1)", migration.Name);
        }
        await FillAsync(source);
        return database;
    }

    private async Task FillAsync(NpgsqlDataSource source)
    {
        await ExecuteAsync(source, "insert into city values ($1, 1, 'kupang', 'Kota Kupang', 'Asia/Makassar')", CityId);
        await ExecuteAsync(source, "insert into policy values ($1, 1, '2019-01-01', 14, 14, 'BKPPD', 'id')", CityId);
        await ExecuteAsync(source, "insert into exemption_list values ($1, 1, '443.1/1', '2020-12-28', 'Jefirstson', 'Wali Kota', '2021-01-04', '{}', '{}')", CityId);
        await ExecuteAsync(source, "insert into due_day values ($1, '2020-12-31')", CityId);
        await ExecuteAsync(
            source, "insert into cycle values ($1, $2, 'Kota Kupang', '2020-12-31', '2021-01-14', '2021-01-04', 1, 1, '2020-12-31 16:00:05Z')", CycleId, CityId);
        await ExecuteAsync(
            source, "insert into cycle_unit values ($1, $2, 'Dinas a', gen_random_uuid(), 'Kepala a', 'Kepala Dinas', false)", CycleId, UnitId);
        await ExecuteAsync(
            source,
            """
            insert into contract
            select id, $1, gen_random_uuid(), $2, vendor, '2020-01-01', '2020-12-31', cycle
            from unnest($3, $4, $5) as row (id, vendor, cycle)
            """,
            CityId, UnitId, new[] { Guid.CreateVersion7(), Guid.CreateVersion7(), VendorContractId },
            new Guid?[] { null, null, Guid.CreateVersion7() }, new Guid?[] { CycleId, CycleId, null });
        await ExecuteAsync(
            source,
            """
            insert into expiry_batch (batch_id, cycle_id, contracts, announced_at, requested, told, issued_at, lettered, finished_at)
            values ($1, $3, 1, '2020-12-31 16:00:05Z', 1, 1, '2020-12-31 16:00:07Z', true, clock_timestamp()),
                   ($2, $3, 1, '2020-12-31 16:00:05Z', 1, 0, null, false, null)
            """,
            FinishedBatchId, UnnotifiedBatchId, CycleId);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, params object[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
