using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>What a sweep finds when it comes to a city and a day.</summary>
/// <param name="Opened">The cycle, when somebody has opened it.</param>
/// <param name="Policies">All that the city has decided, oldest version first.</param>
/// <param name="ExemptionLists">The same.</param>
public sealed record CycleGround(
    CycleSnapshot? Opened, IReadOnlyList<Policy> Policies, IReadOnlyList<ExemptionList> ExemptionLists);
