using Workforce.Cli.Errors;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>Finds the round that the user means: the one that is named, else the newest of the city.</summary>
internal static class RoundChoice
{
    /// <param name="id">Null for the newest.</param>
    /// <exception cref="BadInputException">The city has no such round, or none.</exception>
    public static async Task<Round> FindAsync(CommandRun run, City city, string? id)
    {
        await foreach (var round in run.Listings.Rounds(city.Id))
            if (id is null || id.Equals(round.Id, StringComparison.OrdinalIgnoreCase))
                return round;
        throw new BadInputException(id is null
            ? $"{city.Name} has no round yet; the personnel office opens one: workforce round open --city {city.Code}"
            : $"--round '{id}' is no round of {city.Name}; see workforce round show --city {city.Code}");
    }
}
