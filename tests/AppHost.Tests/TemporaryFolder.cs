namespace Workforce.AppHost.Tests;

/// <summary>A folder of one test, and which processes still refer to it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const int Tries = 50;

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workforce-test-");

    public TemporaryFolder()
    {
        // PostgreSQL's own user walks through it.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
    }

    public string Path => _folder.FullName;

    /// <summary>The programs, by name, that have the folder in their environment or run in it: every server does.</summary>
    public IEnumerable<string> FindProcesses() =>
        from process in Directory.EnumerateDirectories("/proc")
        where int.TryParse(System.IO.Path.GetFileName(process), out _)
        where (ReadOrEmpty($"{process}/environ") + ReadLinkOrEmpty($"{process}/cwd")).Contains(Path, StringComparison.Ordinal)
        select ReadOrEmpty($"{process}/comm").Trim();

    // An application host that is disposed before it ran goes on for a moment on its own thread, and writes there.
    public void Dispose()
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(BetweenTries);
            }
        }
    }

    private static string ReadOrEmpty(string file) => OrEmpty(() => File.ReadAllText(file));

    private static string ReadLinkOrEmpty(string link) => OrEmpty(() => new FileInfo(link).LinkTarget ?? "");

    private static string OrEmpty(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
