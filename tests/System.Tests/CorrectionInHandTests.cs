using Workforce.Registry.V1;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The table of docs/corrections.md through all services, in hand: the sweep has claimed the contract, and not committed yet.</summary>
[Collection(Systems.Name)]
public sealed class CorrectionInHandTests(CorrectedInHand night) : IClassFixture<CorrectedInHand>
{
    private const string AsItWas = "expired, 2020-12-31, its unit";
    private const string Home = "expired, stays home";
    private const string InItsLetter = "2020-12-31, its unit";
    private const string ByItsHead = "of the head of its unit";
    private const string TakenBack = "former, stays home; taken back";

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
    public async Task Correct_WhileTheSweepHasTheContractInHand_WhatFollowsIsTakenBackWhereItTurnedOnIt(string what, string contract, string request, string notices, string letters)
    {
        Assert.Equal(new CorrectedOutcome(contract, request, notices, letters), await night.OutcomeAsync(what));
        Assert.All(await night.NoticesAsync(what), notice => Assert.Contains(CorrectedInHand.NameOf(what), notice.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("last day, not over", CorrectedField.LastDay, "2021-12-31")]
    [InlineData("last day, over", CorrectedField.LastDay, "2020-11-30")]
    [InlineData("unit", CorrectedField.Unit, "unit-1")]
    [InlineData("first day", CorrectedField.FirstDay, "2020-02-01")]
    [InlineData("position", CorrectedField.Position, "Perawat")]
    [InlineData("wage", CorrectedField.MonthlyWage, "1750000")]
    [InlineData("name", CorrectedField.Name, CorrectedCity.RightName)]
    [InlineData("NIK", CorrectedField.Nik, null)]
    [InlineData("withdrawal", CorrectedField.Withdrawn, null)]
    public async Task Correct_WhileTheSweepHasTheContractInHand_RegisterHasItOnce(string what, CorrectedField field, string? to)
    {
        var correction = Assert.Single(await night.HistoryAsync(what));
        Assert.Equal((field, to ?? correction.To), (correction.Field, correction.To));
    }
}
