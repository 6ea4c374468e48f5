using Workforce.Cli.Tests.Scripted;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>expire</c> against scripted services: for what it waits, and when it calls again.</summary>
public sealed class ExpireTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        await _system.ImportAsync(_folder.Write("register.csv", "NIK,Unit Kerja\n8,Bagian Umum\n9,Bagian Umum\n"));
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Expire_ContractsAreStillArriving_WaitsForTheLast()
    {
        var missing = -1;
        _system.Script.ContractsMissing = 3;
        _system.Script.Mishap = script => missing = script.ContractsMissing;

        var result = await ExpireAsync();

        Assert.Equal((0, "", 0), (result.ExitCode, result.Errors, missing));
    }

    [Fact]
    public async Task Expire_AnImportRuns_WaitsForItAndSaysSoOnce()
    {
        _system.Script.Importing = 3;

        var result = await ExpireAsync();

        Assert.Equal((0, "A register of the city is being imported; waiting until it is in.\n"), (result.ExitCode, result.Errors));
        Assert.Contains("2 contracts", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expire_DespiteMissing_WaitsForNone()
    {
        _system.Script.ContractsMissing = 3;

        var result = await ExpireAsync("--despite-missing");

        Assert.Equal((0, "", 3), (result.ExitCode, result.Errors, _system.Script.ContractsMissing));
    }

    [Fact]
    public async Task Expire_ContractEndsUnderTheCall_IsCalledAgainAndSaysWhatItDoesNotCount()
    {
        _system.Script.ExpiresUnavailable = 2;

        var result = await ExpireAsync();

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, _system.Script.Expired.Count);
        Assert.Contains("what it had expired before is not counted here", result.Errors, StringComparison.Ordinal);
        Assert.Contains("Nothing more was due", result.Output, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> ExpireAsync(params string[] options) => _system.RunAsync(["expire", "--city", "kupang", .. options]);
}
