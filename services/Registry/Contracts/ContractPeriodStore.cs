using Workforce.Registry.Cities;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Contracts;

/// <summary>Reads the table of contract periods; imports write it (<c>RegisterStore</c>).</summary>
public sealed class ContractPeriodStore(Database database, CityStore cities)
{
    private const string PeriodsOfCity =
        """
        select id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, is_blud
        from contract_period
        where city_id = @cityId and withdrawn_at is null and (@lastDay::date is null or last_day = @lastDay)
          and (@afterId::uuid is null or (last_day, id) > (@afterDay::date, @afterId))
        order by last_day, id
        limit @size
        """;

    /// <summary>How many contract periods each city has; unknown cities are left out.</summary>
    public Task<IReadOnlyList<PeriodCount>> CountAsync(Guid[] cityIds, CancellationToken cancellation) =>
        database.ListAsync<PeriodCount>(
            """
            select id as city_id, (select count(*) from contract_period where city_id = city.id)::int as periods
            from city where id = any(@cityIds)
            """,
            new { cityIds }, cancellation);

    /// <summary>Contract periods of a city by last day and id, without those that are withdrawn.</summary>
    /// <param name="lastDay">Those that end on this day; null for all.</param>
    /// <param name="after">Last day and id of the last period of the page before; null on the first page.</param>
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<IReadOnlyList<ContractPeriod>> ListAsync(
        Guid cityId, DateOnly? lastDay, (DateOnly Day, Guid Id)? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            PeriodsOfCity, new { cityId, lastDay, afterDay = after?.Day, afterId = after?.Id, size }, cancellation);
        if (rows.Count == 0)
            await cities.GetAsync(cityId, cancellation);
        return [.. rows.Select(row => row.ToPeriod())];
    }

    private sealed record Row(
        Guid Id, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, EngagementKind Engagement, string Position,
        bool? IsBlud)
    {
        public ContractPeriod ToPeriod() => new(
            Id, WorkerId, new ContractTerms(UnitId, VendorId, new Period(FirstDay, LastDay)), Engagement, Position, IsBlud);
    }
}
