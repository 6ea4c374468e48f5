using System.Text.Json;
using System.Text.RegularExpressions;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>The command line's log-in at a real provider: the device flow, with a person who answers it, and what follows.</summary>
[Collection(ProviderCollection.Name)]
public sealed partial class DeviceLoginTests(ProviderSystem system) : IDisposable
{
    // The exit code that docs/operators.md gives to who may not.
    private const int NotAllowed = 4;

    private static readonly string[] ListAppointments = ["appointment", "list", "--city", "kupang"];

    private readonly DirectoryInfo _settings = TestFolder.Create();

    [Fact]
    public async Task LogIn_AllowedByThePerson_LaterCommandsCallAsThatPerson()
    {
        Assert.Equal(NotAllowed, (await Workforce.RunAsync(ListAppointments)).ExitCode);

        var (exitCode, output, errors) = await LogInAsync(Accounts.Hr, isAllowed: true);

        Assert.True(exitCode == 0, output + errors);
        Assert.Contains($"Logged in. The tokens are in {LogInFile}", output, StringComparison.Ordinal);
        AssertOwnerOnly();
        Assert.Equal([LogInFile], Directory.GetFiles(Path.GetDirectoryName(LogInFile)!));
        await AssertListsAsync();
    }

    [Fact]
    public async Task LogIn_RefusedByThePerson_KeepsNoTokens()
    {
        var (exitCode, _, errors) = await LogInAsync(Accounts.Hr, isAllowed: false);
        Assert.Equal(NotAllowed, exitCode);
        Assert.Contains("access_denied", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(LogInFile));
    }

    [Fact]
    public async Task LogIn_AsAnUnknownProgram_IsRefused()
    {
        var (exitCode, _, errors) = await Workforce.RunAsync(["login", "--authority", system.Provider.Authority, "--client-id", "unknown"]);
        Assert.Equal(NotAllowed, exitCode);
        Assert.Contains("does not let unknown log in", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_AccessTokenHasExpired_IsMadeWithARenewedOne()
    {
        var lifetime = system.Provider.AccessTokenLifetime;
        system.Provider.AccessTokenLifetime = TimeSpan.FromSeconds(1);
        await LogInAsync(Accounts.Hr, isAllowed: true);
        system.Provider.AccessTokenLifetime = lifetime;
        var expired = Stored();
        await Eventually.HoldsAsync(() => expired.Until < TimeProvider.System.GetUtcNow(), "the access token has expired");

        await AssertListsAsync();

        var renewed = Stored();
        Assert.NotEqual(expired.Access, renewed.Access);
        Assert.True(renewed.Until > TimeProvider.System.GetUtcNow().AddMinutes(50), $"{renewed.Until}");
        AssertOwnerOnly();
        await AssertListsAsync();
        Assert.Equal(renewed, Stored());
    }

    [Fact]
    public async Task Command_RefreshTokenIsNoLongerValid_SaysToLogInAgain()
    {
        await LogInAsync(Accounts.Hr, isAllowed: true);
        var ended = Stored() with { Refresh = "withdrawn", Until = TimeProvider.System.GetUtcNow() };
        await File.WriteAllTextAsync(LogInFile, JsonSerializer.Serialize(ended));

        var (exitCode, _, errors) = await Workforce.RunAsync(ListAppointments);

        Assert.Equal(NotAllowed, exitCode);
        Assert.Contains("workforce login again", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_ProviderDoesNotAnswerWhenTheTokenIsToBeRenewed_SaysSo()
    {
        await LogInAsync(Accounts.Hr, isAllowed: true);
        var ended = Stored() with { Authority = "http://127.0.0.1:1/", Until = TimeProvider.System.GetUtcNow() };
        await File.WriteAllTextAsync(LogInFile, JsonSerializer.Serialize(ended));

        var (exitCode, _, errors) = await Workforce.RunAsync(ListAppointments);

        Assert.Equal(1, exitCode);
        Assert.Contains("the configuration of http://127.0.0.1:1/ cannot be read", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_NoOneHasLoggedIn_CallsByTheEnvironmentsClientCredentials()
    {
        var job = new CommandLine(_settings.FullName, system.Registry.Address)
        {
            Environment = new Dictionary<string, string>
            {
                ["WORKFORCE_AUTHORITY"] = system.Provider.Authority,
                ["WORKFORCE_CLIENT_ID"] = Accounts.Reader.Id,
                ["WORKFORCE_CLIENT_SECRET"] = Accounts.Reader.Secret!,
                ["WORKFORCE_SCOPE"] = "registry.read",
            },
        };
        var (exitCode, output, errors) = await job.RunAsync(ListAppointments);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains(Accounts.Head.Name, output, StringComparison.Ordinal);
    }

    public void Dispose() => _settings.Delete(recursive: true);

    private CommandLine Workforce => new(_settings.FullName, system.Registry.Address);

    private string LogInFile => Path.Combine(_settings.FullName, "aspire-workforce", "login.json");

    private Tokens Stored() => JsonSerializer.Deserialize<Tokens>(File.ReadAllText(LogInFile))!;

    private Task<(int ExitCode, string Output, string Errors)> LogInAsync(Account account, bool isAllowed) => Workforce.RunAsync(
        ["login", "--authority", system.Provider.Authority, "--client-id", Accounts.CommandLine.Id],
        async line =>
        {
            if (Code().Match(line) is { Success: true } shown)
                await system.Provider.AnswerAsync(shown.Groups[1].Value, account, isAllowed);
        });

    private void AssertOwnerOnly()
    {
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(LogInFile));
    }

    private async Task AssertListsAsync()
    {
        var (exitCode, output, errors) = await Workforce.RunAsync(ListAppointments);
        Assert.True(exitCode == 0, output + errors);
        Assert.Contains(Accounts.Head.Name, output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"The code is ([\w-]+)")]
    private static partial Regex Code();

    private sealed record Tokens(string Authority, string ClientId, string Access, DateTimeOffset Until, string? Refresh);
}
