using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Rounds;

/// <summary>A round of ratings (putaran penilaian). Its contracts are those of the register with a day in the period, as it is at the moment.</summary>
/// <param name="Id">Derived from city, kind, period and units: the same round is opened once.</param>
/// <param name="UnitIds">Each once, in order; none: all units of the city.</param>
/// <param name="PeriodTo">Through this day.</param>
/// <param name="DueDay">By when heads rate; later ratings are taken too.</param>
/// <param name="PolicyVersion">The rating policy that the round froze.</param>
/// <param name="OpenedAt">UTC, by the system's clock.</param>
public sealed record Round(
    Guid Id, Guid CityId, RoundKind Kind, IReadOnlyList<Guid> UnitIds, DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly DueDay, int PolicyVersion,
    Actor OpenedBy, DateTime OpenedAt)
{
    public bool HasUnit(Guid unitId) => UnitIds.Count == 0 || UnitIds.Contains(unitId);

    /// <summary>The days of a contract in the period; null when it has none.</summary>
    public RatedDays? DaysOf(DateOnly contractFrom, DateOnly contractTo)
    {
        var (from, to) = (contractFrom > PeriodFrom ? contractFrom : PeriodFrom, contractTo < PeriodTo ? contractTo : PeriodTo);
        return from > to ? null : new RatedDays(from, to, contractFrom);
    }
}

/// <summary>The numbers are sent and stored.</summary>
public enum RoundKind : short
{
    /// <summary>Tahunan.</summary>
    Yearly = 1,

    /// <summary>Triwulanan.</summary>
    Quarterly = 2,

    /// <summary>Menjelang akhir kontrak.</summary>
    BeforeEnd = 3,

    /// <summary>Setelah kontrak berakhir.</summary>
    ByExpiry = 4,
}

/// <summary>A round that is to be opened.</summary>
/// <param name="DueDay">Null: that of the policy.</param>
public sealed record NewRound(Guid CityId, RoundKind Kind, IReadOnlyList<Guid> UnitIds, DateOnly PeriodFrom, DateOnly PeriodTo, DateOnly? DueDay)
{
    private const int MostDays = 366;

    public Guid Id => DerivedId.From("round", [CityId, (short)Kind, PeriodFrom, PeriodTo, .. UnitIds.Cast<object>()]);

    /// <exception cref="InvalidInputException">The period or the due day is none that a round can have.</exception>
    public NewRound Validated()
    {
        if (PeriodTo < PeriodFrom)
            throw new InvalidInputException("period_to", PeriodTo.ToIso(), $"is before the period begins on {PeriodFrom.ToIso()}");
        if (PeriodTo.DayNumber - PeriodFrom.DayNumber >= MostDays)
            throw new InvalidInputException("period_to", PeriodTo.ToIso(), $"is more than {MostDays} days from {PeriodFrom.ToIso()}: a round is of a year at most");
        if (DueDay < PeriodFrom)
            throw new InvalidInputException("due_day", DueDay.Value.ToIso(), $"is before the period begins on {PeriodFrom.ToIso()}");
        return this;
    }
}

/// <summary>A round with the rules that it froze.</summary>
public sealed record RuledRound(Round Round, RatingRules Rules);

/// <summary>Which of these units the city does not have.</summary>
public delegate Task<IReadOnlyList<Guid>> ListUnknownUnits(Guid cityId, IReadOnlyList<Guid> unitIds, CancellationToken cancellation);

/// <summary>How many contracts of the round the register has, by unit.</summary>
public delegate Task<IReadOnlyDictionary<Guid, int>> CountRoster(Round round, CancellationToken cancellation);

/// <summary>The ids of these contracts, by unit.</summary>
public delegate Task<ILookup<Guid, Guid>> ListRosterContracts(Round round, CancellationToken cancellation);
