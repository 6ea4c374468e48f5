using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import;

/// <summary>
/// A worker of the register while a file is merged into it. A NIK is one person in the whole country, so a worker is one
/// worker whatever the city: the contracts belong to cities, and two cities cannot employ one person on the same day.
/// Details and city are those of the row with the latest period, so that an older register imported later does not undo them,
/// and the order of rows and files does not matter.
/// </summary>
/// <param name="id">The worker.</param>
/// <param name="nik">The worker's NIK.</param>
/// <param name="cityId">The city of the latest period.</param>
/// <param name="details">What the row of the latest period says.</param>
/// <param name="asOf">The latest period.</param>
/// <param name="state">Whether the worker is stored.</param>
public sealed class WorkerRecord(Guid id, Nik nik, Guid cityId, WorkerDetails details, Period asOf, RecordState state)
{
    public Guid Id => id;

    public Nik Nik => nik;

    public Guid CityId { get; private set; } = cityId;

    public WorkerDetails Details { get; private set; } = details;

    public Period AsOf { get; private set; } = asOf;

    public RecordState State { get; private set; } = state;

    public List<ContractRecord> Contracts { get; } = [];

    /// <summary>A row of the city's file says this of the worker.</summary>
    /// <returns>Whether it is later than what is known, or of the same period, and says something else.</returns>
    public bool NamedBy(RegisterRow row, Guid city)
    {
        if (AsOf.IsLaterThan(row.Terms.Period))
            return false;
        var changes = Details != row.Worker || CityId != city;
        if (!changes && AsOf == row.Terms.Period)
            return false;
        (CityId, Details, AsOf) = (city, row.Worker, row.Terms.Period);
        if (State is RecordState.Stored)
            State = RecordState.Changed;
        return changes;
    }
}
