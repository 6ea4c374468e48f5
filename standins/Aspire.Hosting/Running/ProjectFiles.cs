using System.Reflection;

namespace Aspire.Hosting.Running;

/// <summary>Where projects are, and what was built of them. Projects are not built here: that has been done when the host runs.</summary>
internal static class ProjectFiles
{
    /// <summary>The folder of the project that this assembly was built from: the nearest <c>Name/Name.csproj</c> above it.</summary>
    public static string? FindProjectFolder(Assembly? assembly)
    {
        if (assembly?.GetName().Name is not { } name)
            return null;
        for (var folder = Path.GetDirectoryName(assembly.Location); folder is not null; folder = Path.GetDirectoryName(folder))
            foreach (var parent in (string[])[folder, Path.Combine(folder, "tests")])
                if (File.Exists(Path.Combine(parent, name, $"{name}.csproj")))
                    return Path.Combine(parent, name);
        return null;
    }

    /// <summary>What was built of a project, in the folder of built projects that this program runs from: <c>bin/Project/configuration</c>.</summary>
    /// <exception cref="DistributedApplicationException">It has not been built.</exception>
    public static string FindAssembly(string projectPath)
    {
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var here = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var assembly = Path.GetFullPath(Path.Combine(here, "..", "..", name, Path.GetFileName(here), $"{name}.dll"));
        return File.Exists(assembly)
            ? assembly
            : throw new DistributedApplicationException($"{projectPath} has not been built: there is no {assembly}.");
    }
}
