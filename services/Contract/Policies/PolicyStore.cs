using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>The table of policies: all versions of each city's.</summary>
public sealed class PolicyStore(Database database)
{
    internal const string Select =
        """
        select city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language, rate_past_period,
            week, holidays, days_before_end, paper_of_all_separations, paper_of_separations, age_limit, four_eyes, ranking
        from policy
        """;

    private static readonly string Newest = $"{Select} where city_id = @cityId order by version desc limit 1";

    public static Task AddAsync(UnitOfWork work, Policy policy, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into policy (city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language, rate_past_period,
                week, holidays, days_before_end, paper_of_all_separations, paper_of_separations, age_limit, four_eyes, ranking)
            values (@CityId, @Version, @EffectiveFrom, @EvaluationDueDays, @ObjectionDays, @AskAt, @Language, @RatePastPeriod,
                @Week, @Holidays, @DaysBeforeEnd, @PaperOfAllSeparations, @PaperOfSeparations, @AgeLimit, @FourEyes, @Ranking)
            """,
            Row.Of(policy), cancellation);

    /// <summary>The newest version; null when the city has none.</summary>
    public static async Task<Policy?> FindNewestAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        (await work.FindAsync<Row>(Newest, new { cityId }, cancellation))?.ToPolicy();

    /// <summary>The newest version; null when the city has none.</summary>
    public async Task<Policy?> FindNewestAsync(Guid cityId, CancellationToken cancellation) =>
        (await database.FindAsync<Row>(Newest, new { cityId }, cancellation))?.ToPolicy();

    /// <summary>All versions of a city's.</summary>
    public static async Task<IReadOnlyList<Policy>> ListAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        [.. (await work.ListAsync<Row>($"{Select} where city_id = @cityId", new { cityId }, cancellation)).Select(row => row.ToPolicy())];

    /// <summary>All versions of each city of which one version reminds workers.</summary>
    public async Task<IReadOnlyList<Policy>> ListRemindingAsync(CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>(
            $"{Select} where city_id in (select reminding.city_id from policy reminding where reminding.days_before_end <> '{{}}')", null, cancellation);
        return [.. rows.Select(row => row.ToPolicy())];
    }

    internal sealed record Row
    {
        public Guid CityId { get; init; }
        public int Version { get; init; }
        public DateOnly EffectiveFrom { get; init; }
        public int EvaluationDueDays { get; init; }
        public int ObjectionDays { get; init; }
        public required string AskAt { get; init; }
        public required string Language { get; init; }
        public bool RatePastPeriod { get; init; }
        public required int[] Week { get; init; }
        public required DateOnly[] Holidays { get; init; }
        public required int[] DaysBeforeEnd { get; init; }
        public bool PaperOfAllSeparations { get; init; }
        public required int[] PaperOfSeparations { get; init; }
        public int? AgeLimit { get; init; }
        public bool FourEyes { get; init; }
        public required string[] Ranking { get; init; }

        public static Row Of(Policy policy) => new()
        {
            CityId = policy.CityId,
            Version = policy.Version,
            EffectiveFrom = policy.EffectiveFrom,
            EvaluationDueDays = policy.EvaluationDueDays,
            ObjectionDays = policy.ObjectionDays,
            AskAt = policy.AskAt,
            Language = policy.Language,
            RatePastPeriod = policy.RatePastPeriod,
            Week = [.. policy.Calendar.Week.Select(day => day is DayOfWeek.Sunday ? 7 : (int)day).Order()],
            Holidays = [.. policy.Calendar.Holidays],
            DaysBeforeEnd = [.. policy.DaysBeforeEnd.NearestFirst],
            PaperOfAllSeparations = policy.PaperOfSeparations.OfAll,
            PaperOfSeparations = [.. policy.PaperOfSeparations.Of.Select(code => (int)code)],
            AgeLimit = policy.AgeLimit,
            FourEyes = policy.FourEyes,
            Ranking = [.. policy.Ranking.Keys],
        };

        public Policy ToPolicy() => new(CityId, Version, EffectiveFrom, EvaluationDueDays, ObjectionDays, AskAt, Language, RatePastPeriod)
        {
            Calendar = new([.. Week.Select(day => (DayOfWeek)(day % 7))], Holidays),
            DaysBeforeEnd = new(DaysBeforeEnd),
            PaperOfSeparations = new(PaperOfAllSeparations, PaperOfSeparations.Select(code => (SeparationCode)code)),
            AgeLimit = AgeLimit,
            FourEyes = FourEyes,
            Ranking = new(Ranking),
        };
    }
}
