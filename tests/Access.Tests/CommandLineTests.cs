using System.Text.RegularExpressions;
using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>The command line in Development: as whom it acts, and what it says of who read whom.</summary>
[Collection(AccessCollection.Name)]
public sealed class CommandLineTests(AccessSystem system) : IDisposable
{
    private const string NikOfDamkar = "5371010101800001";
    private const string NikOfSatpol = "5371010101800002";

    private readonly DirectoryInfo _settings = TestFolder.Create();

    public void Dispose() => _settings.Delete(recursive: true);

    [Fact]
    public async Task Command_InDevelopment_ActsAsWhoMayAndSaysSo()
    {
        var (exitCode, output, errors) = await Workforce().RunAsync(["worker", NikOfDamkar]);
        Assert.True(exitCode == 0, errors);
        Assert.Contains("Budi Damkar", output, StringComparison.Ordinal);
        Assert.Matches(@"acting as .+ \(hr", errors);
    }

    [Fact]
    public async Task As_ARoleThatMayNot_IsDenied()
    {
        var (exitCode, _, errors) = await Workforce().RunAsync(["worker", NikOfDamkar, "--as", "city_it"]);
        Assert.Equal(4, exitCode);
        Assert.Contains("may not do this", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_ARoleThatIsNone_NamesTheNearest()
    {
        var (exitCode, _, errors) = await Workforce().RunAsync(["worker", NikOfDamkar, "--as", "auditer"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("auditor", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AccessLog_AfterAReadWithAPurpose_ShowsWhoReadWhenAndWhatFor()
    {
        var purpose = $"laporan {Guid.NewGuid():N}"[..16];
        Assert.Equal(0, (await Workforce().RunAsync(["worker", NikOfSatpol, "--as", "auditor", "--purpose", purpose])).ExitCode);

        var (exitCode, output, errors) = await Workforce().RunAsync(["access-log", NikOfSatpol]);

        Assert.True(exitCode == 0, errors);
        Assert.Contains("Sari Satpol", output, StringComparison.Ordinal);
        Assert.Contains(purpose.Split(' ')[1], output, StringComparison.Ordinal);
        Assert.Contains("FindWorker", output, StringComparison.Ordinal);
        Assert.DoesNotContain(NikOfSatpol, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_OfTheHeadOfAUnit_ReachesTheOwnWorkersOnly()
    {
        var (exitCode, token, errors) = await Workforce().RunAsync(["token", "--as", "head", "--city", "kupang", "--unit", "damkar"]);
        Assert.True(exitCode == 0, errors);

        var workers = system.Client<WorkerService.WorkerServiceClient>("registry", token);
        Assert.Equal("Budi Damkar", (await workers.FindWorkerAsync(new FindWorkerRequest { Nik = NikOfDamkar })).Worker.Name);
        await Assert.ThrowsAsync<RpcException>(async () => await workers.FindWorkerAsync(new FindWorkerRequest { Nik = NikOfSatpol }));
        var (may, _, _) = await Workforce(("WORKFORCE_TOKEN", token)).RunAsync(["appointment", "list", "--city", "kupang"]);
        Assert.Equal(4, may);
    }

    [Fact]
    public async Task Worker_ByTheHead_ShowsTheContractsWithoutTheNotices()
    {
        var (_, token, _) = await Workforce().RunAsync(["token", "--as", "head", "--city", "kupang", "--unit", "damkar"]);

        var (exitCode, output, errors) = await Workforce(("WORKFORCE_TOKEN", token)).RunAsync(["worker", NikOfDamkar]);

        Assert.True(exitCode == 0, errors);
        Assert.Contains("Budi Damkar", output, StringComparison.Ordinal);
        Assert.Contains("Notices are shown to the worker", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_ListAndDismiss_ShowTheContractBesideAndThenNoMore()
    {
        await system.TryImportAsync(
            system.Kupang.Id, $"{NikOfDamkar};Budi Damkar;1980-01-01;L;satpol;Petugas;SK/kedua;2020-06-01;2020-12-31");
        var (exitCode, output, errors) = await Workforce().RunAsync(["rejects", "list", "--city", "kupang", "--unit", "satpol", "--kind", "double-employment"]);
        Assert.True(exitCode == 0, errors);
        foreach (var shown in (string[])["Budi Damkar", "SK/kedua", "SK/1", "2020-06-01"])
            Assert.Contains(shown, output, StringComparison.Ordinal);
        Assert.DoesNotContain(NikOfDamkar, output, StringComparison.Ordinal);

        var id = Regex.Match(output, "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}").Value;
        var (dismissed, _, fault) = await Workforce().RunAsync(["rejects", "dismiss", id, "--reason", "works at damkar only"]);
        Assert.True(dismissed == 0, fault);
        Assert.Contains("0 rows", (await Workforce().RunAsync(["rejects", "list", "--city", "kupang"])).Output, StringComparison.Ordinal);
        var (_, settled, _) = await Workforce().RunAsync(["rejects", "list", "--city", "kupang", "--settled"]);
        foreach (var shown in (string[])["1 row", "rejected and settled", id, "dismissed:", "UTC", "by "])
            Assert.Contains(shown, settled, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--kind", "doubled", "double-employment")]
    [InlineData("--unit", "damkr", "damkar")]
    public async Task Rejects_AFilterThatIsNone_IsRefusedWithThoseThereAre(string option, string value, string named)
    {
        var (exitCode, _, errors) = await Workforce().RunAsync(["rejects", "list", "--city", "kupang", option, value]);
        Assert.Equal(2, exitCode);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_OfACity_ShowsUnitsFailuresAndWhoOverrodeThem()
    {
        var (exitCode, output, errors) = await Workforce().RunAsync(["quality", "--city", "kupang"]);
        Assert.True(exitCode == 0, errors);
        foreach (var shown in (string[])["damkar", "lapsed 2", "incomplete 2"])
            Assert.Contains(shown, output, StringComparison.Ordinal);

        var (_, list, _) = await Workforce().RunAsync(["quality", "--city", "kupang", "--test", "lapsed", "--unit", "satpol"]);
        Assert.Contains("Sari Satpol", list, StringComparison.Ordinal);
        var id = Regex.Match(list, "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}").Value;
        var (overridden, said, fault) = await Workforce().RunAsync(["quality", "override", id, "--city", "kupang", "--test", "lapsed", "--reason", "decree is signed"]);
        Assert.True(overridden == 0, fault);
        Assert.Contains("decree is signed", said, StringComparison.Ordinal);
        Assert.Contains("0 failures", (await Workforce().RunAsync(["quality", "--city", "kupang", "--test", "lapsed", "--unit", "satpol"])).Output, StringComparison.Ordinal);
        Assert.Contains("lapsed 0 (+ 1 overridden)", (await Workforce().RunAsync(["quality", "--city", "kupang", "--unit", "satpol"])).Output, StringComparison.Ordinal);
        Assert.Contains("decree is signed", (await Workforce().RunAsync(["quality", "--city", "kupang", "--test", "lapsed", "--with-overridden"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quality_ATestThatIsNone_NamesTheNearest()
    {
        var (exitCode, _, errors) = await Workforce().RunAsync(["quality", "--city", "kupang", "--test", "lapse"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("lapsed", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_WithoutARole_SaysWhichThereAre()
    {
        var (exitCode, _, errors) = await Workforce().RunAsync(["token"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("signatory", errors, StringComparison.Ordinal);
    }

    private CommandLine Workforce(params (string Name, string Value)[] environment) => new(_settings.FullName, system.Running["registry"].Address)
    {
        Environment = system.Running.Select(service => ($"WORKFORCE_{service.Key.ToUpperInvariant()}", $"{service.Value.Address}"))
            .Append(("WORKFORCE_SETUP_KEY", TestTokens.KeyFile))
            .Concat(environment)
            .ToDictionary(pair => pair.Item1, pair => pair.Item2),
    };
}
