namespace Workforce.Faults.Judging;

/// <summary>A correction of the register that is made, whatever is broken meanwhile.</summary>
/// <param name="After">The contract as corrected.</param>
/// <param name="UnitCode">Of its unit.</param>
/// <param name="Nik">The worker's right NIK, where that is corrected.</param>
public sealed record ExpectedCorrection(Guid ContractId, CorrectionKind Kind, ExpectedContract After, string UnitCode, string Nik)
{
    /// <summary>What is right of the other kinds.</summary>
    public const string Position = "Perawat";

    public const long Wage = 2_000_000;

    public const string Name = "Maria Banu";

    /// <summary>It is not over in the night.</summary>
    public static readonly DateOnly LastDay = new(2021, 12, 31);

    public static readonly DateOnly FirstDay = new(2020, 2, 1);

    /// <summary>Whether the contract has not expired, as corrected.</summary>
    public bool EndsExpiry => Kind is CorrectionKind.LastDay or CorrectionKind.Withdrawal;

    /// <summary>Whether Contract is told: name and NIK are none of its business.</summary>
    public bool IsOfContract => Kind is not (CorrectionKind.Name or CorrectionKind.Nik);
}

public enum CorrectionKind
{
    /// <summary>To a day that is not over.</summary>
    LastDay,

    Withdrawal,
    Unit,

    /// <summary>The night does not turn on this and the following.</summary>
    Position,
    Wage,
    FirstDay,
    Name,
    Nik,
}
