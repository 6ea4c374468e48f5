using Workforce.Contract.Events;

namespace Workforce.Contract.States;

/// <summary>
/// The state of a worker on a day. They stand in the order of precedence: where several would hold, the first does, and exactly one does. The
/// numbers are the protos'; between them is room for the states that decrees and tenders will bring.
/// </summary>
public enum WorkerState
{
    /// <summary>Berhenti: a separation of the contract is effective.</summary>
    Separated = 1,

    /// <summary>Berlaku.</summary>
    InForce = 4,

    /// <summary>Dikecualikan: the contract is over, and its unit keeps working by the cycle's exemption list.</summary>
    Exempt = 6,

    /// <summary>Menunggu tender: the contract is over, and its employer is a vendor; whether its cycle is opened or not.</summary>
    AwaitingTender = 7,

    /// <summary>Dirumahkan: the contract is over, its unit does not keep working, and the day from which workers stay home has come.</summary>
    Furloughed = 8,

    /// <summary>Menunggu keputusan: everything else, as before the cycle is opened, or before the day from which workers stay home.</summary>
    AwaitingDecision = 9,
}

/// <summary>
/// Whose states are asked for, and as known when. The population of a day is everyone with a contract that began by then, until the cycle to which
/// it belongs ends; that ends on the last day of the period after it, a year after the contract's.
/// </summary>
/// <param name="Day">In the city's own calendar.</param>
/// <param name="KnownAt">UTC; taken by <see cref="KnownMoments"/>.</param>
public sealed record Population(Guid CityId, DateOnly Day, DateTime KnownAt)
{
    /// <summary>The earliest last day of contracts whose cycle has not ended on the day.</summary>
    public DateOnly LastDayFrom
    {
        get
        {
            // 29 February has no day a year later: its cycle ends on the 28th.
            var yearBefore = Day.AddYears(-1);
            return yearBefore.AddYears(1) < Day ? yearBefore.AddDays(1) : yearBefore;
        }
    }
}

/// <summary>The state of one worker.</summary>
public sealed record StateOfWorker
{
    public Guid CityId { get; init; }
    public Guid WorkerId { get; init; }

    /// <summary>By which the worker counts: the one that ends last.</summary>
    public Guid ContractId { get; init; }

    /// <summary>Of that contract.</summary>
    public Guid UnitId { get; init; }

    public WorkerState State { get; init; }

    /// <summary>The day from which the state holds.</summary>
    public DateOnly Since { get; init; }

    /// <summary>Of a contract that is over and whose worker has not left: what is decided of it by the day; null while nothing is.</summary>
    public RenewalOutcome? Decided { get; init; }
}

/// <summary>Which of the population are listed; null is any.</summary>
public sealed record StateFilter(Guid? UnitId, WorkerState? State);

/// <summary>How many workers of a unit have a state.</summary>
/// <param name="Decided">Those of whom this is decided; null: nothing is.</param>
public sealed record StateCount(Guid UnitId, WorkerState State, RenewalOutcome? Decided, int Workers);

/// <summary>A population by state and unit.</summary>
/// <param name="Workers">Counted without a look at states.</param>
public sealed record StateCounts(Population Population, int Workers, IReadOnlyList<StateCount> Counts);

/// <summary>A page of a population.</summary>
public sealed record StatePage(Population Population, IReadOnlyList<StateOfWorker> States);

/// <summary>A unit whose states do not sum to the persons whom the register has in it.</summary>
public sealed record UnclosedUnit(Guid UnitId, int Counted, int Registered);

/// <summary>What a check of a city has found.</summary>
/// <param name="Counts">By this service.</param>
/// <param name="Registered">Persons, as the register has them.</param>
public sealed record StatesCheck(StateCounts Counts, int Registered, IReadOnlyList<UnclosedUnit> Unclosed)
{
    public int Counted => Counts.Counts.Sum(count => count.Workers);

    /// <param name="registered">By unit.</param>
    public static StatesCheck Of(StateCounts counts, IReadOnlyDictionary<Guid, int> registered)
    {
        var counted = counts.Counts.GroupBy(count => count.UnitId).ToDictionary(unit => unit.Key, unit => unit.Sum(count => count.Workers));
        return new(counts, registered.Values.Sum(), [
            .. from unitId in counted.Keys.Union(registered.Keys).Order()
               let unit = new UnclosedUnit(unitId, counted.GetValueOrDefault(unitId), registered.GetValueOrDefault(unitId))
               where unit.Counted != unit.Registered
               select unit]);
    }
}

/// <summary>
/// How many persons the register has in each unit of a city who have a contract that began by a day and ended no earlier than another:
/// <c>Peers/Rosters</c> asks Registry.
/// </summary>
public delegate Task<IReadOnlyDictionary<Guid, int>> CountPersons(Guid cityId, DateOnly beganBy, DateOnly endedFrom, CancellationToken cancellation);
