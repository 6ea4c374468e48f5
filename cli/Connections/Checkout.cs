namespace Workforce.Cli.Connections;

/// <summary>Finds files of the checkout, from any current folder.</summary>
public static class Checkout
{
    /// <summary>
    /// The nearest existing <paramref name="relativePath"/> (file or folder), upwards from the current folder and then from this
    /// program's own; null when there is none.
    /// </summary>
    public static string? FindUpwards(string relativePath) =>
        Upwards(Directory.GetCurrentDirectory())
            .Concat(Upwards(AppContext.BaseDirectory))
            .Select(folder => Path.Combine(folder, relativePath))
            .FirstOrDefault(Path.Exists);

    private static IEnumerable<string> Upwards(string folder)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }
}
