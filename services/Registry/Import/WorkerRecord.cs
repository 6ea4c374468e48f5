using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Import;

/// <summary>
/// A worker of the register while a file is merged into it. A NIK is one person in the whole country, so a worker is one
/// worker whatever the city: the contracts belong to cities, and two cities cannot employ one person on the same day.
/// Details and city are those of the row with the latest period, so that an older register imported later does not undo them,
/// and the order of rows and files does not matter.
/// </summary>
/// <param name="cityId">The city of the latest period.</param>
/// <param name="details">What the row of the latest period says.</param>
/// <param name="asOf">The latest period.</param>
public sealed class WorkerRecord(Guid id, Nik nik, Guid cityId, WorkerDetails details, Period asOf, RecordState state)
{
    public Guid Id => id;

    public Nik Nik => nik;

    public Guid CityId { get; private set; } = cityId;

    public WorkerDetails Details { get; private set; } = details;

    public Period AsOf { get; private set; } = asOf;

    public RecordState State { get; private set; } = state;

    public List<ContractRecord> Contracts { get; } = [];

    /// <summary>Takes over what a row of the city's file says of the worker, unless the register has a later period.</summary>
    /// <returns>Whether details or city have changed.</returns>
    public bool Apply(RegisterRow row, Guid city)
    {
        if (AsOf.IsLaterThan(row.Terms.Period))
            return false;
        var details = row.Over(Details);
        var changes = Details != details || CityId != city;
        if (!changes && AsOf == row.Terms.Period)
            return false;
        (CityId, Details, AsOf) = (city, details, row.Terms.Period);
        if (State is RecordState.Stored)
            State = RecordState.Changed;
        return changes;
    }
}

/// <summary>A contract of the register while a file is merged into it.</summary>
/// <param name="terms">No import changes them: a row with other terms is another contract.</param>
/// <param name="revision">Of what can be corrected, and of what Contract receives besides the terms.</param>
/// <param name="row">The row of this file that has the contract; null while none has.</param>
public sealed class ContractRecord(
    Guid id, Guid workerId, ContractTerms terms, ContractDetails details, int revision, int? row, RecordState state)
{
    public Guid Id => id;

    public Guid WorkerId => workerId;

    public ContractTerms Terms => terms;

    public ContractDetails Details { get; private set; } = details;

    public int Revision { get; private set; } = revision;

    /// <summary>Whether Contract is still to receive it, or its new revision.</summary>
    public bool IsToBePublished { get; private set; } = state is RecordState.Added;

    public int? Row { get; private set; } = row;

    /// <summary>Since when it is no contract any more, UTC; null while it is one.</summary>
    public DateTime? WithdrawnAt { get; init; }

    public RecordState State { get; private set; } = state;

    /// <summary>Takes over what a row of the file says of the contract.</summary>
    /// <returns>Whether its details have changed.</returns>
    public bool Apply(RegisterRow row)
    {
        Row = row.Row;
        var details = row.Over(Details);
        if (Details == details)
            return false;
        // Contract has no wage; a file of corrections that was exported before must not undo it unseen.
        var isPublished = (Details.Engagement, Details.Position) != (details.Engagement, details.Position);
        if (isPublished || Details.MonthlyWage != details.MonthlyWage)
            Revision++;
        IsToBePublished |= isPublished;
        Details = details;
        State = RecordState.Changed;
        return true;
    }
}

/// <summary>What an import does with a worker or a contract of the register.</summary>
public enum RecordState
{
    /// <summary>It is stored and stays as it is.</summary>
    Stored,

    /// <summary>It is stored, and must be changed.</summary>
    Changed,

    /// <summary>It is not stored yet.</summary>
    Added,
}
