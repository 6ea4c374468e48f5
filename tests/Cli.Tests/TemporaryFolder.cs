using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>A folder for one test, deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("workforce-cli-").FullName;

    /// <summary>A copy of the folder of Kupang, which a test may change.</summary>
    public static TemporaryFolder OfKupang()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(Sources.Kupang, "*.yaml"))
            System.IO.File.Copy(file, folder.File(System.IO.Path.GetFileName(file)));
        return folder;
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    /// <summary>Replaces a text that must occur exactly once.</summary>
    public void Change(string name, string from, string to)
    {
        var text = System.IO.File.ReadAllText(File(name));
        Assert.Equal(2, text.Split(from).Length);
        Write(name, text.Replace(from, to, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
