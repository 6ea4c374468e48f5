using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>A cycle with all that it froze.</summary>
/// <param name="Cycle">The cycle.</param>
/// <param name="Policy">The version that it froze.</param>
/// <param name="Exemptions">The version that it froze.</param>
/// <param name="Units">By name.</param>
public sealed record FrozenCycle(Cycle Cycle, Policy Policy, ExemptionList Exemptions, IReadOnlyList<CycleUnit> Units);
