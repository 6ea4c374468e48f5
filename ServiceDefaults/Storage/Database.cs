using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>The service's own database.</summary>
public sealed class Database(NpgsqlDataSource source, OutboxSignal signal)
{
    /// <summary>Opens a connection and a transaction on it (read committed).</summary>
    public Task<Work> BeginAsync(CancellationToken cancellation) => BeginAsync(causedBy: null, cancellation);

    /// <summary>The same for the handling of a message.</summary>
    internal async Task<Work> BeginAsync(Guid? causedBy, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancellation), signal) { CausedBy = causedBy };
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
