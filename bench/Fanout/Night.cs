using Dapper;
using Npgsql;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

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
    public async Task WaitUntilNotifiedAsync(IProgress<double> progress, CancellationToken cancellation)
    {
        await using var source = await system.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        while (true)
        {
            var (requested, notified) = await SumsAsync(connection, cancellation);
            progress.Report((double)notified / _contracts);
            if (requested == _contracts && notified == _contracts)
                return;
            await Task.Delay(betweenLooks, cancellation);
        }
    }

    /// <summary>Waits until the first workers are notified.</summary>
    public async Task WaitUntilBegunAsync(CancellationToken cancellation)
    {
        while (await NotifiedAsync(cancellation) == 0)
            await Task.Delay(betweenLooks, cancellation);
    }

    /// <summary>Contracts whose notices are stored and reported.</summary>
    public async Task<long> NotifiedAsync(CancellationToken cancellation)
    {
        await using var source = await system.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return (await SumsAsync(connection, cancellation)).Notified;
    }

    /// <exception cref="InvalidOperationException">The tables do not hold one request and one notice for each contract.</exception>
    public async Task CheckAsync()
    {
        var cycles = await CountAsync<Guid>("contract", "select cycle_id from cycle where city_id = any(@keys)", _ids);
        await CheckAsync("contract", "select count(*) from contract where cycle_id = any(@keys)", cycles);
        await CheckAsync("evaluation", "select count(distinct contract_id) from evaluation_request where cycle_id = any(@keys)", cycles);
        await CheckAsync("notification", "select count(distinct contract_id) from notice where cycle_id = any(@keys)", cycles);
    }

    private Task<(long Requested, long Notified)> SumsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.QuerySingleAsync<(long, long)>(new CommandDefinition(
            """
            select coalesce(sum(report.contracts) filter (where step = 1), 0), coalesce(sum(report.contracts) filter (where step = 2), 0)
            from batch_report report join expiry_batch using (batch_id) join cycle using (cycle_id) where city_id = any(@_ids)
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
