using Dapper;
using Npgsql;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>All versions of each city's policy.</summary>
public sealed class PolicyTable(Database database)
{
    internal const string Select =
        """
        select city_id as CityId, version, effective_from as EffectiveFrom, evaluation_due_days as EvaluationDueDays,
               objection_days as ObjectionDays, ask_at as AskAt, language
        from policy
        """;

    /// <summary>Stores a new version unless it equals the newest one.</summary>
    /// <returns>The newest version.</returns>
    public async Task<Policy> ApplyAsync(Policy policy, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await VersionLock.TakeAsync(work, policy.CityId, cancellation);
        var newest = await ListAsync(work.Connection, policy.CityId, cancellation) is [.., var last] ? last : null;
        if (newest is not null && policy with { Version = newest.Version } == newest)
            return newest;

        var next = policy with { Version = (newest?.Version ?? 0) + 1 };
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into policy (city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language)
            values (@CityId, @Version, @EffectiveFrom, @EvaluationDueDays, @ObjectionDays, @AskAt, @Language)
            """,
            next, work.Transaction, cancellationToken: cancellation));
        await work.CommitAsync(cancellation);
        return next;
    }

    /// <summary>Oldest version first.</summary>
    public async Task<IReadOnlyList<Policy>> ListAsync(Guid cityId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ListAsync(connection, cityId, cancellation);
    }

    private static async Task<IReadOnlyList<Policy>> ListAsync(NpgsqlConnection connection, Guid cityId, CancellationToken cancellation)
    {
        var versions = await connection.QueryAsync<Policy>(new CommandDefinition(
            $"{Select} where city_id = @cityId order by version", new { cityId }, cancellationToken: cancellation));
        return versions.AsList();
    }
}
