using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>What the cycle of a city and a day is opened from.</summary>
/// <param name="Opened">The cycle, when somebody has opened it.</param>
/// <param name="Policies">All that the city has decided, oldest version first.</param>
/// <param name="ExemptionLists">The same.</param>
public sealed record CycleBasis(
    CycleSnapshot? Opened, IReadOnlyList<Policy> Policies, IReadOnlyList<ExemptionList> ExemptionLists);
