using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Corrections;

/// <summary>A field that was corrected (pembetulan), as the history keeps it.</summary>
/// <param name="ContractId">Null of what is the worker's.</param>
/// <param name="Before">A day, a unit's code, rupiah, a name, a NIK; empty where there was nothing.</param>
/// <param name="At">Real time, UTC.</param>
/// <param name="By">Whose act it was.</param>
public sealed record Correction(
    Guid Id, Guid CityId, Guid WorkerId, Guid? ContractId, CorrectedField Field, string Before, string After, CorrectionBasis Basis, DateTime At, Actor By);

/// <summary>Why something is corrected.</summary>
/// <param name="Reason">In words.</param>
/// <param name="Paper">On which it is made; null where there is none.</param>
public sealed record CorrectionBasis(string Reason, Paper? Paper);

/// <summary>A paper (dokumen dasar), for example a decree.</summary>
public sealed record Paper(string Number, DateOnly Date);

/// <summary>One field and its new value.</summary>
public sealed record FieldChange(CorrectedField Field, string Before, string After)
{
    /// <summary>Of a contract that is withdrawn.</summary>
    public static FieldChange Withdrawal { get; } = new(CorrectedField.Withdrawn, "", "withdrawn");

    /// <summary>Those that change something.</summary>
    public static IReadOnlyList<FieldChange> Among(params IEnumerable<FieldChange> fields) => [.. fields.Where(field => field.Before != field.After)];
}

/// <summary>A correction as it is made.</summary>
/// <param name="ContractId">Null of what is the worker's.</param>
public sealed record NewCorrection(Guid WorkerId, Guid? ContractId, FieldChange Change, CorrectionBasis Basis)
{
    public static IReadOnlyList<NewCorrection> OfContract(ContractOnRecord contract, IEnumerable<FieldChange> changes, CorrectionBasis basis) =>
        [.. changes.Select(change => new NewCorrection(contract.WorkerId, contract.Id, change, basis))];

    public static IReadOnlyList<NewCorrection> OfWorker(Guid workerId, IEnumerable<FieldChange> changes, CorrectionBasis basis) =>
        [.. changes.Select(change => new NewCorrection(workerId, null, change, basis))];
}
