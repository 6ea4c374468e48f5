using Workforce.Notification.Ratings;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Letters;

/// <summary>The table of letters.</summary>
public sealed class LetterStore(Database database)
{
    /// <summary>Of a notice: whether its expiry is taken back.</summary>
    internal const string TakenBack =
        """
        exists (select from returned_contract returned
                where returned.cycle_id = notice.cycle_id and returned.contract_id = notice.contract_id and returned.expiry = notice.expiry)
        """;

    /// <summary>Of a notice: whether the city demands a rating of its worker (ContractExpired; ContractContinues with a due day).</summary>
    internal const string DemandsRating =
        $"recipient_kind = 1 and (notice.kind = 1 or notice.kind = 2 and notice.due_day is not null) and not {TakenBack}";

    private const string Select =
        $"""
        select letter.id, cycle_id, unit_id, letter.kind, template_version, issued_at, due_day, name as unit_name, head_name, head_title, workers, rated
        from letter join cycle_unit using (cycle_id, unit_id)
        cross join lateral (
            select count(*) filter (where not is_rated)::int as workers, count(*) filter (where is_rated)::int as rated
            from (
                select {RatedContractStore.IsRated} as is_rated from notice
                where notice.cycle_id = letter.cycle_id and notice.unit_id = letter.unit_id and {DemandsRating}) evaluated) counted
        """;

    /// <summary>Adds those that their unit does not have yet.</summary>
    /// <param name="letters">In order of cycle and unit.</param>
    /// <returns>How many were new.</returns>
    public static Task<int> AddAsync(UnitOfWork work, IReadOnlyCollection<Letter> letters, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into letter (id, cycle_id, unit_id, kind, template_version, issued_at, due_day)
            select * from unnest(@ids, @cycles, @units, @kinds, @versions, @issued, @dueDays)
            on conflict (cycle_id, unit_id, kind) do nothing
            """,
            new
            {
                ids = letters.Select(letter => letter.Id).ToArray(),
                cycles = letters.Select(letter => letter.CycleId).ToArray(),
                units = letters.Select(letter => letter.UnitId).ToArray(),
                kinds = letters.Select(letter => (short)letter.Kind).ToArray(),
                versions = letters.Select(letter => letter.TemplateVersion).ToArray(),
                issued = letters.Select(letter => letter.IssuedAt).ToArray(),
                dueDays = letters.Select(letter => letter.DueDay).ToArray(),
            },
            cancellation);

    /// <summary>A page of the letters of a cycle, of a unit, or of both, in the order of their ids; one of the two must be given.</summary>
    /// <param name="after">Id of the last letter of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<AddressedLetter>> ListAsync(
        Guid? cycleId, Guid? unitId, Guid? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"""
            {Select}
            where (@cycleId is null or cycle_id = @cycleId) and (@unitId is null or unit_id = @unitId)
                and (@after is null or letter.id > @after) and {WithinReach(reach)}
            order by letter.id limit @size
            """,
            reach.With(new { cycleId, unitId, after, size }), cancellation);
        return [.. rows.Select(row => row.ToLetter())];
    }

    /// <returns>Null when there is no such letter within reach.</returns>
    public async Task<AddressedLetter?> FindAsync(Guid letterId, Reach reach, CancellationToken cancellation)
    {
        var row = await database.FindAsync<Row>(
            $"{Select} where letter.id = @letterId and {WithinReach(reach)}", reach.With(new { letterId }), cancellation);
        return row?.ToLetter();
    }

    private static string WithinReach(Reach reach) =>
        reach.Condition("(select city_id from cycle where cycle.id = letter.cycle_id)", "letter.unit_id");

    private sealed record Row(
        Guid Id, Guid CycleId, Guid UnitId, LetterKind Kind, int TemplateVersion, DateTime IssuedAt, DateOnly? DueDay,
        string UnitName, string HeadName, string HeadTitle, int Workers, int Rated)
    {
        public AddressedLetter ToLetter() => new(
            new Letter(Id, CycleId, UnitId, Kind, TemplateVersion, IssuedAt, DueDay), UnitName, HeadName, HeadTitle, Workers, Rated);
    }
}
