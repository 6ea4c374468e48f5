using Dapper;
using Npgsql;

namespace Workforce.ServiceDefaults.Postgres;

/// <summary>Statements on a connection. Parameters are named <c>@name</c> and come from an object's properties; columns match members by underscores.</summary>
internal static class Query
{
    static Query() => DefaultTypeMap.MatchNamesWithUnderscores = true;

    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<T>(Command(transaction, sql, parameters, cancellation))).AsList();

    public static Task<T?> FindAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<T>(Command(transaction, sql, parameters, cancellation));

    public static async Task<T> ScalarAsync<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        (await connection.ExecuteScalarAsync<T>(Command(transaction, sql, parameters, cancellation)))!;

    public static Task<int> ExecuteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        connection.ExecuteAsync(Command(transaction, sql, parameters, cancellation));

    public static Task<SqlMapper.GridReader> MultipleAsync(
        NpgsqlConnection connection, string sql, object? parameters, CancellationToken cancellation) =>
        connection.QueryMultipleAsync(Command(null, sql, parameters, cancellation));

    private static CommandDefinition Command(NpgsqlTransaction? transaction, string sql, object? parameters, CancellationToken cancellation) =>
        new(sql, parameters, transaction, cancellationToken: cancellation);
}
