using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>Finds the work unit of a city that the user names.</summary>
public static class UnitChoice
{
    /// <param name="name">Name, alias or code, without regard to case.</param>
    /// <exception cref="BadInputException">The city has no such unit.</exception>
    public static async Task<WorkUnit> FindAsync(CommandRun run, City city, string name)
    {
        var units = await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation);
        return units.Find(unit => Spellings(unit).Contains(name.Trim(), StringComparer.OrdinalIgnoreCase))
            ?? throw new BadInputException($"no work unit of {city.Name} is called '{name}'{Nearest.Hint(name, units.SelectMany(Spellings))}");
    }

    /// <summary>All that it is called by.</summary>
    public static IEnumerable<string> Spellings(WorkUnit unit) => [unit.Name, .. unit.Aliases, unit.Code];
}
