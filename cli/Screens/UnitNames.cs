using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The names of work units, for tables.</summary>
internal static class UnitNames
{
    /// <returns>The id where it is none of them.</returns>
    public static string NameOf(this IReadOnlyList<WorkUnit> units, string unitId) => units.FirstOrDefault(unit => unit.Id == unitId)?.Name ?? unitId;
}
