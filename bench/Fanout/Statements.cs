using System.Globalization;
using Dapper;
using Npgsql;
using Spectre.Console;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>What PostgreSQL spent its time on, by <c>pg_stat_statements</c>, which the server that AppHost runs has loaded.</summary>
internal static class Statements
{
    private const int Shown = 25;
    private const int Wide = 110;

    public static async Task StartAsync(RunningSystem system)
    {
        await using var database = await OpenAsync(system);
        await database.ExecuteAsync("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
    }

    public static async Task ShowAsync(RunningSystem system)
    {
        await using var database = await OpenAsync(system);
        var statements = await database.QueryAsync<(string Database, long Calls, double Milliseconds, long Rows, double WalMegabytes, string Sql)>(
            """
            select datname, calls, total_exec_time, rows, (wal_bytes / 1e6)::float8, regexp_replace(query, '\s+', ' ', 'g')
            from pg_stat_statements join pg_database on pg_database.oid = dbid
            order by total_exec_time desc limit @Shown
            """,
            new { Shown });
        var table = new Table().AddColumns("database", "calls", "ms", "rows", "WAL MB", "statement");
        foreach (var (name, calls, milliseconds, rows, wal, sql) in statements)
            table.AddRow(name, $"{calls}", Number(milliseconds), $"{rows}", Number(wal), Markup.Escape(sql.Length > Wide ? sql[..Wide] : sql));
        AnsiConsole.Write(table);
    }

    private static async Task<NpgsqlConnection> OpenAsync(RunningSystem system)
    {
        var connection = new NpgsqlConnection(await system.ConnectionStringOfAsync("contract-db"));
        await connection.OpenAsync();
        return connection;
    }

    private static string Number(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
