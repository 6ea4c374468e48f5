namespace Workforce.Faults.Systems;

/// <summary>A temporary state folder, which goes with the system that used it.</summary>
internal static class SystemFolder
{
    /// <summary>Makes it; the servers' own users can walk into it, which a temporary folder otherwise forbids.</summary>
    public static DirectoryInfo Create()
    {
        var folder = Directory.CreateTempSubdirectory("workforce-system-");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101);
        return folder;
    }
}
