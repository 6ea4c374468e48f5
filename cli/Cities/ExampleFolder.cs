using Workforce.Cli.Connections;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Cities;

/// <summary>Finds a city's folder below <c>examples/</c> by its name, without regard to case, or anywhere by its path.</summary>
public static class ExampleFolder
{
    /// <exception cref="BadInputException">There is no such folder; names the nearest.</exception>
    public static string Find(string city)
    {
        if (IsCity(city))
            return city;
        var known = Checkout.FindUpwards("examples") is { } examples ? Directory.GetDirectories(examples).Where(IsCity).ToList() : [];
        return known.Find(folder => string.Equals(Path.GetFileName(folder), city, StringComparison.OrdinalIgnoreCase))
            ?? throw new BadInputException($"there is no city folder examples/{city}{Nearest.Hint(city, known.Select(folder => Path.GetFileName(folder)))}");
    }

    private static bool IsCity(string folder) => File.Exists(Path.Combine(folder, "city.yaml"));
}
