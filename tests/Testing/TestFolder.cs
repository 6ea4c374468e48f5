namespace Workforce.Testing;

/// <summary>A temporary folder for a test's servers.</summary>
public static class TestFolder
{
    /// <summary>Makes it; the servers' own users can walk into it, which a temporary folder otherwise forbids.</summary>
    public static DirectoryInfo Create()
    {
        var folder = Directory.CreateTempSubdirectory("workforce-test-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
