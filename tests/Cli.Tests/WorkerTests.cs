using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>worker NIK</c> against scripted services.</summary>
public sealed class WorkerTests
{
    private const string Nik = "5371015205900001";

    [Fact]
    public async Task Worker_RegisterSaysMore_IsShown()
    {
        await using var system = await ScriptedSystem.StartAsync();
        var worker = system.Script.Worker;
        (worker.FirstAppointedOn, worker.BknCategory, worker.NipttLast4) = ("2009-03-01", BknCategory.R3, "0012");
        (worker.HealthInsuranceLast4, worker.EmploymentInsuranceLast4) = ("4567", "8901");
        system.Script.Periods.Add(Period(EngagementKind.Individual, isBlud: true));
        system.Script.Periods.Add(Period(EngagementKind.PartTimePppk, isBlud: false));

        var result = await system.RunAsync("worker", Nik);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains(
            "first appointed on 1 March 2009 · BKN category R3 · NIPTT …0012 · BPJS Kesehatan …4567 · BPJS Ketenagakerjaan …8901",
            string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        foreach (var shown in (string[])["Perawat", "perorangan, BLUD", "PPPK paruh waktu"])
            Assert.Contains(shown, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_CellsAreLong_ContractsIdStaysInOnePiece()
    {
        await using var system = await ScriptedSystem.StartAsync();
        var period = Period(EngagementKind.Individual, isBlud: false);
        period.Position = string.Join(' ', Enumerable.Repeat("Pengelola Keuangan", 10));
        system.Script.Periods.Add(period);

        var result = await system.RunAsync("worker", Nik);

        Assert.Contains(period.ContractId, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_RegisterSaysNoMore_HasNoEmptyFacts()
    {
        await using var system = await ScriptedSystem.StartAsync();

        var result = await system.RunAsync("worker", Nik);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        foreach (var absent in (string[])["appointed", "BKN", "NIPTT", "BPJS"])
            Assert.DoesNotContain(absent, result.Output, StringComparison.Ordinal);
    }

    private static ContractPeriod Period(EngagementKind engagement, bool isBlud) => new()
    {
        ContractId = $"{Guid.NewGuid()}",
        FirstDay = "2020-01-01",
        LastDay = Script.LastDay,
        Position = "Perawat",
        Engagement = engagement,
        IsBlud = isBlud,
    };
}
