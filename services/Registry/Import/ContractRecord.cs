using Workforce.Registry.Contracts;

namespace Workforce.Registry.Import;

/// <summary>A contract of the register while a file is merged into it.</summary>
/// <param name="id">The contract.</param>
/// <param name="workerId">Whose it is.</param>
/// <param name="terms">They never change: other terms are another contract.</param>
/// <param name="details">What else is known of it.</param>
/// <param name="row">The row of this file that named it; null when none did so far.</param>
/// <param name="state">Whether it is stored.</param>
public sealed class ContractRecord(
    Guid id, Guid workerId, ContractTerms terms, ContractDetails details, int? row, RecordState state)
{
    public Guid Id => id;

    public Guid WorkerId => workerId;

    public ContractTerms Terms => terms;

    public ContractDetails Details { get; private set; } = details;

    public int? Row { get; private set; } = row;

    public RecordState State { get; private set; } = state;

    /// <summary>A row of the file names this contract.</summary>
    /// <returns>Whether the row says anything new of it.</returns>
    public bool NamedBy(RegisterRow named)
    {
        Row = named.Row;
        if (Details == named.Details)
            return false;
        Details = named.Details;
        State = RecordState.Changed;
        return true;
    }
}
