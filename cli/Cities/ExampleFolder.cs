using Workforce.Cli.Connections;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Cities;

/// <summary>Finds a city's folder by its name below <c>examples/</c>, or by its path.</summary>
public static class ExampleFolder
{
    /// <exception cref="BadInputException">There is none; names the nearest.</exception>
    public static string Find(string city)
    {
        if (IsCity(city))
            return city;
        var examples = Checkout.FindUpwards("examples");
        if (examples is not null && IsCity(Path.Combine(examples, city)))
            return Path.Combine(examples, city);

        var known = examples is null ? [] : Directory.GetDirectories(examples).Where(IsCity).Select(folder => Path.GetFileName(folder)!).Order().ToList();
        throw new BadInputException($"there is no city folder examples/{city}{Nearest.Hint(city, known)}");
    }

    private static bool IsCity(string folder) => File.Exists(Path.Combine(folder, "city.yaml"));
}
