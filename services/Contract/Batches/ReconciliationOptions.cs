using System.ComponentModel.DataAnnotations;

namespace Workforce.Contract.Batches;

/// <summary>Settings under <c>Reconciliation</c>; real time, whatever the story's clock shows.</summary>
public sealed class ReconciliationOptions
{
    public const string Section = "Reconciliation";

    /// <summary>How often to compare what expired with what was reported, in seconds.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 5;

    /// <summary>How long the other services have to report on a batch before it is published again, in seconds.</summary>
    [Range(1, 86_400)]
    public int GraceSeconds { get; set; } = 60;
}
