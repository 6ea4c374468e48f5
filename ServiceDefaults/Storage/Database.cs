using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>The service's own database.</summary>
public sealed class Database(NpgsqlDataSource source, OutboxSignal signal)
{
    /// <summary>Opens a connection and a transaction on it (read committed).</summary>
    public async Task<Work> BeginAsync(CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancellation), signal);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a connection for reading; the caller disposes it.</summary>
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);
}
