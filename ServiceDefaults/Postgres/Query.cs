using System.Data;
using System.Runtime.ExceptionServices;
using Dapper;
using Npgsql;

namespace Workforce.ServiceDefaults.Postgres;

/// <summary>Statements on a connection. Parameters are named <c>@name</c> and come from an object's properties; columns match members by underscores.</summary>
internal static class Query
{
    static Query() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        (await UnwrappedAsync(() => connection.QueryAsync<T>(Command(transaction, sql, parameters, cancellation)))).AsList();

    public static Task<T?> FindAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        UnwrappedAsync(() => connection.QuerySingleOrDefaultAsync<T>(Command(transaction, sql, parameters, cancellation)));

    public static async Task<T> ScalarAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        (await connection.ExecuteScalarAsync<T>(Command(transaction, sql, parameters, cancellation)))!;

    public static Task<int> ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(Command(transaction, sql, parameters, cancellation));

    /// <summary>Several queries in one round trip.</summary>
    /// <param name="read">Reads their results, in order.</param>
    public static Task<T> ReadAsync<T>(
        NpgsqlConnection connection, string sql, object? parameters, Func<SqlMapper.GridReader, Task<T>> read, CancellationToken cancellation) =>
        UnwrappedAsync(async () =>
        {
            await using var results = await connection.QueryMultipleAsync(Command(null, sql, parameters, cancellation));
            return await read(results);
        });

    // Of a connection that breaks while a column is read, Dapper makes a fault of the column, with the row's last value in its message:
    // it would be neither retried nor fit for a log.
    private static async Task<T> UnwrappedAsync<T>(Func<Task<T>> query)
    {
        try
        {
            return await query();
        }
        catch (DataException e) when (e.InnerException is NpgsqlException broken)
        {
            ExceptionDispatchInfo.Throw(broken);
            throw;
        }
    }

    private static CommandDefinition Command(NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, transaction, cancellationToken: cancellation);
}
