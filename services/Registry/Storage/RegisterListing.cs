using System.Globalization;
using Dapper;
using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Reads what imports left: findings and contract periods.</summary>
internal sealed class RegisterListing(Database database)
{
    /// <summary>Findings of an import in the order of the file, with their places.</summary>
    /// <exception cref="NotFoundException">No such import.</exception>
    public async Task<IReadOnlyList<PlacedFinding>> FindingsAsync(Guid importId, Page page, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from import where id = @importId)", new { importId }, cancellationToken: cancellation)))
            throw new NotFoundException("import", $"{importId}");
        return [.. await connection.QueryAsync<PlacedFinding>(new CommandDefinition(
            """
            select position, severity, row_number as Row, column_name as Column, value, reason
            from import_finding
            where import_id = @importId and position > @after
            order by position
            limit @Size
            """,
            new { importId, after = PlaceAfter(page), page.Size }, cancellationToken: cancellation))];
    }

    /// <summary>Contract periods of a city by last day and id.</summary>
    /// <param name="cityId">The city.</param>
    /// <param name="lastDay">Those that end on this day; null for all.</param>
    /// <param name="page">After which period to begin.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<ContractPeriod>> PeriodsAsync(
        Guid cityId, DateOnly? lastDay, Page page, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var (afterDay, afterId) = PeriodAfter(page);
        var periods = await PeriodRows.ReadAsync(
            connection,
            """
            where city_id = @cityId and (@lastDay::date is null or last_day = @lastDay)
              and (@afterId::uuid is null or (last_day, id) > (@afterDay::date, @afterId))
            order by last_day, id
            limit @Size
            """,
            new { cityId, lastDay, afterDay, afterId, page.Size }, cancellation);
        if (periods.Count == 0)
            await CityRows.RequireAsync(connection, cityId, cancellation);
        return periods;
    }

    public static string KeyOf(PlacedFinding finding) => finding.Position.ToString(CultureInfo.InvariantCulture);

    public static string KeyOf(ContractPeriod period) => $"{Field.Iso(period.Terms.Period.LastDay)} {period.Id}";

    private static int PlaceAfter(Page page) => page.After switch
    {
        null => -1,
        var key when int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var place) => place,
        _ => throw NotOurs(page),
    };

    private static (DateOnly? Day, Guid? Id) PeriodAfter(Page page)
    {
        if (page.After is null)
            return (null, null);
        return page.After.Split(' ') is [var day, var id]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var afterDay)
            && Guid.TryParseExact(id, "D", out var afterId)
            ? (afterDay, afterId)
            : throw NotOurs(page);
    }

    private static InvalidInputException NotOurs(Page page) => new("page_token", page.After, "is not a token of this listing");
}

/// <summary>A finding and its place among those of its import.</summary>
public sealed record PlacedFinding(int Position, short Severity, int Row, string Column, string Value, string Reason);
