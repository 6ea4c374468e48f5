namespace Workforce.Contract.Events;

/// <summary>Why a contract is not renewed (alasan tidak diperpanjang). The numbers are sent, and stored also as bits.</summary>
public enum NonRenewalGround : short
{
    /// <summary>The predicate is below the minimum.</summary>
    Performance = 1,

    /// <summary>A limit of absences is exceeded.</summary>
    Absence = 2,

    /// <summary>A punishment (hukuman disiplin) by a paper.</summary>
    Discipline = 3,

    /// <summary>The age limit (batas usia) is reached on the first day of the new period.</summary>
    Law = 4,

    /// <summary>Tidak bersedia.</summary>
    Unwilling = 5,

    /// <summary>Kelebihan formasi: of decisions alone, no recommendation has it.</summary>
    Surplus = 6,

    /// <summary>Anggaran: likewise.</summary>
    Budget = 7,

    /// <summary>A document is missing or not valid (dokumen): likewise.</summary>
    Document = 8,
}
