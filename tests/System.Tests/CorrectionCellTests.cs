using System.Text.Json;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The table of docs/corrections.md through all services, before the night and after it. In hand is <see cref="CorrectionInHandTests"/>.
/// </summary>
[Collection(Systems.Name)]
public sealed class CorrectionCellTests(SharedSystem shared, CorrectedNight night) : IClassFixture<CorrectedNight>
{
    private const string AsItWas = "expired, 2020-12-31, its unit";
    private const string Home = "expired, stays home";
    private const string InItsLetter = "2020-12-31, its unit";
    private const string ByItsHead = "of the head of its unit";
    private const string TakenBack = "former, stays home; taken back";

    [Theory]
    [InlineData("last day, not over", "in force, 2021-12-31, its unit", "none", "", "")]
    [InlineData("last day, over", "expired, 2020-11-30, its unit", ByItsHead, Home, "2020-11-30, its unit")]
    [InlineData("unit", "expired, 2020-12-31, unit-1", "of the head of unit-1", "expired, keeps working", "2020-12-31, unit-1")]
    [InlineData("first day", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("position", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("wage", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("name", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("NIK", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("withdrawal", "none", "none", "", "")]
    public async Task Correct_BeforeTheNight_WhatFollowsIsByTheCorrectedTerms(string what, string contract, string request, string notices, string letters)
    {
        Assert.Equal(new CorrectedOutcome(contract, request, notices, letters), await night.OutcomeAsync(what, afterTheNight: false));
        await AssertNameAsync(what, afterTheNight: false);
    }

    [Theory]
    [InlineData("last day, not over", "in force, 2021-12-31, its unit", "withdrawn", TakenBack, "")]
    [InlineData("last day, over", "expired, 2020-11-30, its unit", ByItsHead, $"{Home}; {TakenBack}", "2020-11-30, its unit")]
    [InlineData("unit", "expired, 2020-12-31, unit-1", "of the head of unit-1", $"expired, keeps working; {TakenBack}", "2020-12-31, unit-1")]
    [InlineData("first day", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("position", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("wage", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("name", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("NIK", AsItWas, ByItsHead, Home, InItsLetter)]
    [InlineData("withdrawal", "none", "withdrawn", TakenBack, "")]
    public async Task Correct_AfterTheNight_WhatFollowedIsTakenBackWhereItTurnedOnIt(string what, string contract, string request, string notices, string letters)
    {
        Assert.Equal(new CorrectedOutcome(contract, request, notices, letters), await night.OutcomeAsync(what, afterTheNight: true));
        await AssertNameAsync(what, afterTheNight: true);
    }

    [Theory]
    [InlineData("last day, not over", CorrectedField.LastDay, "2020-12-31", "2021-12-31")]
    [InlineData("last day, over", CorrectedField.LastDay, "2020-12-31", "2020-11-30")]
    [InlineData("first day", CorrectedField.FirstDay, "2020-01-01", "2020-02-01")]
    [InlineData("position", CorrectedField.Position, "Petugas", "Perawat")]
    [InlineData("wage", CorrectedField.MonthlyWage, "", "1750000")]
    [InlineData("name", CorrectedField.Name, null, CorrectedNight.RightName)]
    public async Task Correct_BeforeOrAfterTheNight_RegisterHasItAndWhatItWas(string what, CorrectedField field, string? from, string to)
    {
        foreach (var afterTheNight in (bool[])[false, true])
        {
            var correction = Assert.Single(await night.HistoryAsync(what, afterTheNight));
            Assert.Equal((field, to), (correction.Field, correction.To));
            Assert.Equal(from ?? correction.From, correction.From);
            var registered = await night.RegisteredAsync(what, afterTheNight);
            var contract = Assert.Single(registered.ContractPeriods);
            Assert.Equal(to, field switch
            {
                CorrectedField.FirstDay => contract.FirstDay,
                CorrectedField.LastDay => contract.LastDay,
                CorrectedField.Position => contract.Position,
                CorrectedField.MonthlyWage => await night.WageAsync(afterTheNight),
                _ => registered.Worker.Name,
            });
        }
    }

    [Fact]
    public async Task Correct_Nik_WorkerIsFoundByTheRightOneWithTheContract()
    {
        foreach (var afterTheNight in (bool[])[false, true])
            Assert.Single((await night.RegisteredAsync("NIK", afterTheNight)).ContractPeriods);
    }

    [Fact]
    public async Task Withdraw_WorkersScreen_ShowsTheContractAsWithdrawn()
    {
        foreach (var afterTheNight in (bool[])[false, true])
            Assert.True(Assert.Single((await night.RegisteredAsync("withdrawal", afterTheNight)).ContractPeriods).Withdrawn);
    }

    [Fact]
    public async Task Letters_UnitsOfWhichNoneIsLeft_SayThatNoneIs()
    {
        var empty = (await night.LettersAsync()).Where(letter => letter.Letter.Workers == 0).ToList();

        Assert.Equal(4, empty.Count);
        Assert.All(empty, letter => Assert.Contains("Tidak ada lagi tenaga kontrak", letter.Letter.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Report_AfterAllCorrections_Closes()
    {
        var report = JsonDocument.Parse(await CommandLine.OutputAsync(shared.Running, expected: 0, "report", "--city", night.City.Code, "--json")).RootElement;

        foreach (var (figure, value) in ((string, int)[])
                 [("contracts_due", 16), ("contracts_expired", 16), ("evaluation_requests", 16), ("worker_notices", 16), ("contracts_returned", 4), ("lost", 0), ("doubled", 0)])
            Assert.Equal((figure, value), (figure, report.GetProperty(figure).GetInt32()));
    }

    // Notices keep the name that they were issued with.
    private async Task AssertNameAsync(string what, bool afterTheNight) => Assert.All(
        await night.NoticesAsync(what, afterTheNight),
        notice => Assert.Contains(CorrectedNight.NameOf(what, afterTheNight), notice.Text, StringComparison.Ordinal));
}
