using Mono.Cecil;

namespace Workforce.Architecture.Tests;

/// <summary>Where the house stands: its sources, and the assemblies that were built beside these tests.</summary>
internal static class House
{
    public static readonly string[] Services = ["Registry", "Contract", "Evaluation", "Notification"];

    public static string Root { get; } = FindRoot();

    /// <summary>Tracked source files by their path from the root; nothing that was built, nothing of a running system.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split('/').Any(part => part is "artifacts" or "obj" or "bin" || part.StartsWith('.')));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Under artifacts/ each project has a folder of its own, with the same configuration as this one's.</summary>
    public static ModuleDefinition Assembly(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return ModuleDefinition.ReadModule(Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll"));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aspire.Workforce.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("No Aspire.Workforce.sln above the tests");
        return folder.FullName;
    }
}
