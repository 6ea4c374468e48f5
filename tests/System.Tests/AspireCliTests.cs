using System.Text.Json;
using Workforce.Contract.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What Aspire's command line and dashboard show of a running system, and do with it.</summary>
public sealed class AspireCliTests(AspireSystem system) : IClassFixture<AspireSystem>
{
    private static readonly string[] Services = ["contract", "evaluation", "notification", "registry"];

    [Fact]
    public async Task Ps_Running_NamesAppHost()
    {
        var running = JsonDocument.Parse(await AspireCli.RunAsync("ps", "--format", "Json")).RootElement.EnumerateArray()
            .Select(host => host.GetProperty("appHostPath").GetString());
        Assert.Single(running, Path.Combine(CommandLine.Checkout, "AppHost", "AppHost.csproj")); // others may run on the machine
    }

    [Fact]
    public async Task Describe_Running_HasServicesServersAndTheNight()
    {
        var described = await AspireCli.RunAsync("describe", "--format", "Json");
        Assert.All([.. Services, "night", "contract-db"], name => Assert.Contains($"\"{name}\"", described, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sweep_ContractRegisteredSinceTheNight_ExpiresItOnce()
    {
        await ImportAsync(
            "NIK,Nama,Tanggal Lahir,Jenis Kelamin,Nomor SK,Tanggal Mulai,Tanggal Akhir,Jabatan,Unit Kerja",
            "5371061705900001,Pekerja Uji,1990-05-17,L,SK Uji,2020-01-01,2020-12-30,Petugas,Bagian Umum");

        // Contract receives the register as an event: until then nothing more is due.
        await Eventually.HoldsAsync(
            async () => (await SweepAsync()).Contains("1 contract of Kota Kupang expired", StringComparison.Ordinal),
            "the sweep expires what was registered", TimeSpan.FromMinutes(1));

        Assert.Contains("Nothing more was due", await SweepAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeadLetters_MalformedEvent_AreListedAndRequeued()
    {
        Assert.Contains("There are no dead letters", await ListDeadLettersAsync(), StringComparison.Ordinal);
        await system.Broker.PublishJsonAsync<ContractsExpired>(Guid.NewGuid(), """{"batchId":"Budi Santoso"}""");
        await IsDeadLetterAsync();

        Assert.Contains("1 dead letter.", await ListDeadLettersAsync(), StringComparison.Ordinal);
        Assert.Contains("evaluation: 1 message requeued", await AspireCli.RunAsync("resource", "evaluation", "dead-letters-requeue"), StringComparison.Ordinal);

        // Nothing was corrected: it fails again.
        await IsDeadLetterAsync();
        Assert.Equal(0, (await CommandLine.RunAsync("dead-letters", "drop", "--all", "--endpoints", system.EndpointsFile)).ExitCode);
        Assert.Contains("There are no dead letters", await ListDeadLettersAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_AfterTheNight_TellOfTheSweep() =>
        Assert.Contains("Swept kupang as of 2021-01-01: 2180 contracts", await AspireCli.RunAsync("logs", "contract"), StringComparison.Ordinal);

    [Fact]
    public async Task Traces_AfterTheNight_HoldTheSweepThroughAllFourServices()
    {
        // Spans are exported once a second, and by each service at its own.
        var night = "";
        await Eventually.HoldsAsync(
            async () => (night = await SpansOfTheSweepAsync()) is not "" && ServicesOf(night).SequenceEqual(Services),
            "the sweep's trace has spans of all four services", TimeSpan.FromMinutes(1));

        Assert.DoesNotMatch("\\b53[0-9]{14}\\b", night); // a NIK of Kupang
    }

    [Fact]
    public async Task Traces_HealthProbes_AreNotAmongThem() =>
        Assert.DoesNotContain("\"select 1\"", await AspireCli.RunAsync("otel", "spans", "--format", "Json", "--limit", "5000"), StringComparison.Ordinal);

    // It shows every password of the system.
    [Fact]
    public async Task Dashboard_WithoutItsToken_AsksForIt()
    {
        Assert.Matches("^[?]t=[0-9a-f]+$", system.Dashboard.Query);
        using var stranger = new HttpClient();
        using var shown = await stranger.GetAsync(system.Dashboard.GetLeftPart(UriPartial.Authority));
        Assert.StartsWith("/login", shown.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static Task<string> SweepAsync() => AspireCli.RunAsync("resource", "contract", "sweep", "--city", "kupang", "--as-of", "2021-01-01");

    private static Task<string> ListDeadLettersAsync() => AspireCli.RunAsync("resource", "evaluation", "dead-letters-list");

    private Task IsDeadLetterAsync() => Eventually.HoldsAsync(
        async () => await system.Broker.CountAsync("evaluation.contracts-expired_error") == 1, "Evaluation has dead-lettered it");

    private async Task ImportAsync(params string[] lines)
    {
        var register = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(register, lines);
            var (exitCode, output, errors) = await CommandLine.RunAsync("import", register, "--city", "kupang", "--endpoints", system.EndpointsFile);
            Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        }
        finally
        {
            File.Delete(register);
        }
    }

    private static async Task<string> SpansOfTheSweepAsync()
    {
        var spans = JsonDocument.Parse(await AspireCli.RunAsync("otel", "spans", "--format", "Json", "--limit", "5000")).RootElement.EnumerateArray();
        // The night's has the most: other sweeps expired one contract or none.
        var night = spans.GroupBy(span => span.GetProperty("traceId").GetString()!)
            .Where(trace => trace.Any(span => span.GetProperty("name").GetString() is "workforce.contract.v1.CycleService/Expire"))
            .MaxBy(trace => trace.Count());
        return night is null ? "" : await AspireCli.RunAsync("otel", "spans", "--trace-id", night.Key, "--format", "Json", "--limit", "1000");
    }

    private static IEnumerable<string> ServicesOf(string spans) =>
        JsonDocument.Parse(spans).RootElement.EnumerateArray().Select(span => span.GetProperty("source").GetString()!).Distinct().Order();
}
