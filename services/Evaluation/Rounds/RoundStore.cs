using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Rounds;

/// <summary>The table of rounds.</summary>
public sealed class RoundStore(Database database)
{
    private const string Select =
        "select id, city_id, kind, unit_ids, period_from, period_to, due_day, policy_version, by_issuer, by_subject, by_name, opened_at from round";

    /// <returns>False when the same round is open already.</returns>
    public static async Task<bool> AddAsync(UnitOfWork work, Round round, CancellationToken cancellation) =>
        await work.ExecuteAsync(
            """
            insert into round (id, city_id, kind, unit_ids, period_from, period_to, due_day, policy_version, opened_at, by_issuer, by_subject, by_name)
            values (@Id, @CityId, @kind, @unitIds, @PeriodFrom, @PeriodTo, @DueDay, @PolicyVersion, @OpenedAt, @Issuer, @Subject, @Name)
            on conflict (id) do nothing
            """,
            new
            {
                round.Id,
                round.CityId,
                kind = (short)round.Kind,
                unitIds = round.UnitIds.ToArray(),
                round.PeriodFrom,
                round.PeriodTo,
                round.DueDay,
                round.PolicyVersion,
                round.OpenedAt,
                round.OpenedBy.Issuer,
                round.OpenedBy.Subject,
                round.OpenedBy.Name,
            },
            cancellation) == 1;

    /// <summary>Null when no city of which anything is reached has it.</summary>
    public async Task<Round?> FindAsync(Guid roundId, Reach reach, CancellationToken cancellation) =>
        (await database.FindAsync<Row>($"{Select} where id = @roundId and {reach.PartCondition("city_id")}", reach.With(new { roundId }), cancellation))?.ToRound();

    /// <exception cref="NotFoundException">No city of which anything is reached has it.</exception>
    public async Task<Round> GetAsync(Guid roundId, Reach reach, CancellationToken cancellation) =>
        await FindAsync(roundId, reach, cancellation) ?? throw new NotFoundException("round", $"{roundId}");

    /// <summary>Rounds of a city, the newest first.</summary>
    /// <param name="after">Id of the last of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<Round>> ListAsync(Guid cityId, Guid? after, int size, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            {Select}
            where city_id = @cityId and (@after::uuid is null or (opened_at, id) < (select opened_at, id from round where id = @after))
            order by opened_at desc, id desc limit @size
            """,
            new { cityId, after, size }, cancellation);
        return [.. rows.Select(row => row.ToRound())];
    }

    /// <summary>Rounds of all cities that are due on a day or later.</summary>
    public async Task<IReadOnlyList<Round>> ListDueAsync(DateOnly from, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>($"{Select} where due_day >= @from order by id", new { from }, cancellation)).Select(row => row.ToRound())];

    /// <summary>Rounds of all cities, or of one, whose period ends on a day or later.</summary>
    public async Task<IReadOnlyList<Round>> ListEndingAsync(Guid? cityId, DateOnly from, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>(
            $"{Select} where period_to >= @from{(cityId is null ? "" : " and city_id = @cityId")} order by period_to, id", new { cityId, from }, cancellation))
            .Select(row => row.ToRound())];

    // By properties, for a constructor is chosen by the types of the columns, of which that of an array is any array.
    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public RoundKind Kind { get; init; }
        public required Guid[] UnitIds { get; init; }
        public DateOnly PeriodFrom { get; init; }
        public DateOnly PeriodTo { get; init; }
        public DateOnly DueDay { get; init; }
        public int PolicyVersion { get; init; }
        public required string ByIssuer { get; init; }
        public required string BySubject { get; init; }
        public required string ByName { get; init; }
        public DateTime OpenedAt { get; init; }

        public Round ToRound() => new(
            Id, CityId, Kind, UnitIds, PeriodFrom, PeriodTo, DueDay, PolicyVersion, new Actor(ByIssuer, BySubject, ByName), OpenedAt);
    }
}
