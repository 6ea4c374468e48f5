using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Tests;

public sealed class StateFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Password_AskedAgain_IsTheSameAndOnlyItsOwners()
    {
        var first = new StateFolder(_folder.Path).GetPassword("postgres");
        Assert.Equal(first, new StateFolder(_folder.Path).GetPassword("postgres"));
        Assert.NotEqual(first, new StateFolder(_folder.Path).GetPassword("redis"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "passwords.json")));
    }

    [Fact]
    public async Task Password_AskedSideBySide_LosesNone()
    {
        var state = new StateFolder(_folder.Path);
        string[] names = [.. Enumerable.Range(0, 20).Select(number => $"server-{number}")];
        var asked = await Task.WhenAll(names.Select(name => Task.Run(() => state.GetPassword(name))));
        Assert.Equal(asked, names.Select(new StateFolder(_folder.Path).GetPassword));
    }

    [Fact]
    public void Lock_LetGo_CanBeTakenAgain()
    {
        using (var first = new StateFolder(_folder.Path))
        {
            first.Lock();
            using var second = new StateFolder(_folder.Path);
            Assert.Throws<StateFolderInUseException>(second.Lock);
        }

        using var third = new StateFolder(_folder.Path);
        third.Lock();
    }
}
