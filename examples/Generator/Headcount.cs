using Workforce.Registry.V1;

namespace Workforce.Generator;

/// <summary>Spreads workers over work units: street cleaning and the hospital are large, a section of the secretariat is small.</summary>
public static class Headcount
{
    private static readonly Dictionary<string, int> Weights = new()
    {
        ["environment"] = 330,
        ["hospital"] = 270,
        ["municipal-police"] = 210,
        ["fire-service"] = 95,
        ["disaster-agency"] = 45,
        ["secretariat"] = 45,
        ["health-centre"] = 30,
        ["district"] = 26,
        ["department"] = 24,
        ["agency"] = 22,
        ["section"] = 16,
        ["inspectorate"] = 14,
        ["village"] = 9,
    };

    private const int WeightOfOthers = 20;

    /// <summary>Each unit with its number of workers, in the order of the units; the numbers add up to the recipe's rows.</summary>
    public static IEnumerable<(WorkUnit Unit, int Workers)> Of(RegisterRecipe recipe) => recipe.Headcounts is { } known
        ? recipe.Units.Select(unit => (unit, known[unit.Code]))
        : Over(recipe.Units, recipe.Rows);

    private static IEnumerable<(WorkUnit Unit, int Workers)> Over(IReadOnlyList<WorkUnit> units, int rows)
    {
        var total = units.Sum(Weight);
        long passed = 0;
        var placed = 0;
        foreach (var unit in units)
        {
            passed += Weight(unit);
            // What is due so far, rounded, less what is placed: the roundings cannot add up to an error.
            var due = (int)((passed * rows + total / 2) / total);
            yield return (unit, due - placed);
            placed = due;
        }
    }

    private static long Weight(WorkUnit unit) => Weights.GetValueOrDefault(unit.Kind, WeightOfOthers);
}
