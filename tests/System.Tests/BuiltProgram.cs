namespace Workforce.System.Tests;

internal static class BuiltProgram
{
    /// <summary>Under artifacts/ each project has a folder of its own, with the same configuration as this one's.</summary>
    public static string Of(string project)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
    }
}
