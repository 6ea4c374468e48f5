using Workforce.Registry.Workers;
using Xunit;

namespace Workforce.Registry.Tests.Workers;

public sealed class NikTests
{
    private static readonly DateOnly Born = new(1990, 5, 12);

    [Theory]
    [InlineData("5371011205900001", Sex.Male, true)]
    [InlineData("5371015205900001", Sex.Female, true)]
    [InlineData("5371015205900001", Sex.Male, false)]
    [InlineData("5371011205900001", Sex.Female, false)]
    [InlineData("5371011305900001", Sex.Male, false)]
    [InlineData("5371011206900001", Sex.Male, false)]
    [InlineData("5371011205910001", Sex.Male, false)]
    public void AgreesWith_BirthDateAndSex_WomenHaveDayPlusForty(string digits, Sex sex, bool agrees)
    {
        Assert.True(Nik.TryRead(digits, out var nik));
        Assert.Equal(agrees, nik.AgreesWith(Born, sex));
    }

    [Theory]
    [InlineData("537101120590000")]
    [InlineData("53710112059000011")]
    [InlineData("537101120590000A")]
    [InlineData("5371 1120590 001")]
    [InlineData("٥٣٧١٠١١٢٠٥٩٠٠٠٠١")]
    [InlineData("")]
    public void TryRead_NotSixteenDigits_IsRefused(string text) => Assert.False(Nik.TryRead(text, out _));

    [Fact]
    public void ToString_WhateverPrintsIt_HasTheLastFourDigitsOnly()
    {
        Assert.True(Nik.TryRead("5371011205900001", out var nik));
        Assert.Equal("…0001", $"{nik}");
    }

    [Theory]
    [InlineData("Maria 5371011205900001 Bano", "Maria …0001 Bano")]
    [InlineData("5371.0112.0590.0001", "…0001")]
    [InlineData("5371 0112 0590 0001", "…0001")]
    [InlineData("081234567890", "081234567890")]
    public void MaskWithin_AnythingThatMayHoldANik_IsCut(string text, string masked) => Assert.Equal(masked, Nik.MaskWithin(text));
}
