using Dapper;
using Npgsql;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>All versions of each city's exemption list.</summary>
public sealed class ExemptionListTable(Database database)
{
    internal const string Select =
        """
        select city_id as CityId, version, number, decided_on as DecidedOn, signatory_name as SignatoryName,
               signatory_title as SignatoryTitle, stay_home_from as StayHomeFrom, kinds, unit_codes as UnitCodes
        from exemption_list
        """;

    /// <summary>Stores a new version unless it equals the newest one.</summary>
    /// <returns>The newest version.</returns>
    public async Task<ExemptionList> ApplyAsync(ExemptionList list, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await VersionLock.TakeAsync(work, list.CityId, cancellation);
        var newest = await ListAsync(work.Connection, list.CityId, cancellation) is [.., var last] ? last : null;
        if (newest is not null && list with { Version = newest.Version } == newest)
            return newest;

        var next = list with { Version = (newest?.Version ?? 0) + 1 };
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into exemption_list
                (city_id, version, number, decided_on, signatory_name, signatory_title, stay_home_from, kinds, unit_codes)
            values
                (@CityId, @Version, @Number, @DecidedOn, @SignatoryName, @SignatoryTitle, @StayHomeFrom, @Kinds, @UnitCodes)
            """,
            Row.Of(next), work.Transaction, cancellationToken: cancellation));
        await work.CommitAsync(cancellation);
        return next;
    }

    /// <summary>Oldest version first.</summary>
    public async Task<IReadOnlyList<ExemptionList>> ListAsync(Guid cityId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await ListAsync(connection, cityId, cancellation);
    }

    private static async Task<IReadOnlyList<ExemptionList>> ListAsync(NpgsqlConnection connection, Guid cityId, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"{Select} where city_id = @cityId order by version", new { cityId }, cancellationToken: cancellation));
        return [.. rows.Select(row => row.ToList())];
    }

    // Properties rather than a constructor: Dapper finds none that takes PostgreSQL's arrays.
    internal sealed record Row
    {
        public Guid CityId { get; init; }
        public int Version { get; init; }
        public required string Number { get; init; }
        public DateOnly DecidedOn { get; init; }
        public required string SignatoryName { get; init; }
        public required string SignatoryTitle { get; init; }
        public DateOnly? StayHomeFrom { get; init; }
        public required string[] Kinds { get; init; }
        public required string[] UnitCodes { get; init; }

        public static Row Of(ExemptionList list) => new()
        {
            CityId = list.CityId,
            Version = list.Version,
            Number = list.Number,
            DecidedOn = list.DecidedOn,
            SignatoryName = list.Signatory.Name,
            SignatoryTitle = list.Signatory.Title,
            StayHomeFrom = list.StayHomeFrom,
            Kinds = [.. list.Kinds.All],
            UnitCodes = [.. list.UnitCodes.All],
        };

        public ExemptionList ToList() => new(
            CityId, Version, Number, DecidedOn, new Signatory(SignatoryName, SignatoryTitle), StayHomeFrom,
            new ExemptNames(Kinds), new ExemptNames(UnitCodes));
    }
}
