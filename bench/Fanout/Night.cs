using Dapper;
using Npgsql;
using Workforce.Bench.Nation;
using Workforce.Bench.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>The night of some governments, as the databases see it.</summary>
/// <param name="system">Where it is.</param>
/// <param name="governments">Whose contracts end.</param>
/// <param name="betweenLooks">How often to look, in milliseconds.</param>
internal sealed class Night(RunningSystem system, IReadOnlyCollection<Government> governments, int betweenLooks = 100)
{
    private readonly Guid[] _ids = [.. governments.Select(government => government.Id)];
    private readonly long _contracts = governments.Sum(government => (long)government.Contracts);

    /// <summary>Waits until the reports on every batch have come back: all requests and notices are stored.</summary>
    public async Task WaitUntilToldAsync(IProgress<double> told, CancellationToken cancellation)
    {
        await using var source = await system.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        while (true)
        {
            var (requested, toldSoFar) = await SumsAsync(connection, cancellation);
            told.Report((double)toldSoFar / _contracts);
            if (requested == _contracts && toldSoFar == _contracts)
                return;
            await Task.Delay(betweenLooks, cancellation);
        }
    }

    /// <summary>Waits until the first contracts are told.</summary>
    public async Task WaitUntilBegunAsync(CancellationToken cancellation)
    {
        while (await ToldAsync(cancellation) == 0)
            await Task.Delay(betweenLooks, cancellation);
    }

    /// <summary>Contracts whose notices are stored and reported.</summary>
    public async Task<long> ToldAsync(CancellationToken cancellation)
    {
        await using var source = await system.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return (await SumsAsync(connection, cancellation)).Told;
    }

    /// <exception cref="InvalidOperationException">The tables do not hold one request and one notice for each contract.</exception>
    public async Task CheckAsync()
    {
        var cycles = await CountAsync<Guid>("contract", "select cycle_id from cycle where city_id = any(@keys)", _ids);
        await CheckAsync("contract", "select count(*) from contract where cycle_id = any(@keys)", cycles);
        await CheckAsync("evaluation", "select count(distinct contract_id) from evaluation_request where cycle_id = any(@keys)", cycles);
        await CheckAsync("notification", "select count(distinct contract_id) from notice where cycle_id = any(@keys)", cycles);
    }

    private Task<(long Requested, long Told)> SumsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            """
            select coalesce(sum(requested), 0)::bigint, coalesce(sum(told), 0)::bigint
            from expiry_batch join cycle using (cycle_id) where city_id = any(@_ids)
            """,
            new { _ids }, cancellationToken: cancellation));

    private async Task CheckAsync(string service, string sql, Guid[] cycles)
    {
        var counted = (await CountAsync<long>(service, sql, cycles)).Single();
        if (counted != _contracts)
            throw new InvalidOperationException($"{service} has {counted} of {_contracts}: {sql}");
    }

    private async Task<T[]> CountAsync<T>(string service, string sql, Guid[] keys)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, new { keys }, commandTimeout: 0)];
    }
}
