using Dapper;
using Npgsql;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>The service's own database. Reads take a connection each; whatever changes state is a <see cref="UnitOfWork"/>.</summary>
public sealed class Database(NpgsqlDataSource source, OutboxSignal signal)
{
    /// <summary>Opens a connection and a transaction on it (read committed).</summary>
    public async Task<UnitOfWork> BeginAsync(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            return new UnitOfWork(connection, await connection.BeginTransactionAsync(cancellation), signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection for a store that needs more than the queries below; the caller disposes it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    public async Task<IReadOnlyList<T>> ListAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await Query.ListAsync<T>(connection, null, sql, parameters, cancellation);
    }

    /// <returns>The only row; the default where there is none.</returns>
    public async Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await Query.FindAsync<T>(connection, null, sql, parameters, cancellation);
    }

    public async Task<T> ScalarAsync<T>(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await Query.ScalarAsync<T>(connection, null, sql, parameters, cancellation);
    }

    /// <summary>Several queries in one round trip.</summary>
    /// <param name="read">Reads their results, in order.</param>
    public async Task<T> ReadAsync<T>(string sql, object? parameters, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await Query.ReadAsync(connection, sql, parameters, read, cancellation);
    }

    /// <summary>One statement, which is a transaction of its own.</summary>
    /// <returns>Rows that it changed.</returns>
    public async Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        return await Query.ExecuteAsync(connection, null, sql, parameters, cancellation);
    }
}
