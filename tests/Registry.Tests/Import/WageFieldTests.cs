using Workforce.Registry.Import.Reading.Fields;
using Xunit;

namespace Workforce.Registry.Tests.Import;

public sealed class WageFieldTests
{
    [Theory]
    [InlineData("1250000", 1_250_000)]
    [InlineData("1.250.000", 1_250_000)]
    [InlineData("Rp 1.250.000,00", 1_250_000)]
    [InlineData("Rp1.250.000", 1_250_000)]
    [InlineData("rp. 1.250.000,-", 1_250_000)]
    [InlineData("IDR 1250000", 1_250_000)]
    [InlineData("950.000", 950_000)]
    [InlineData("0", 0)]
    public void TryRead_FormsOfRupiah_AreWholeRupiah(string text, long rupiah)
    {
        Assert.True(WageField.TryRead(text, out var read, out _));
        Assert.Equal(rupiah, read);
    }

    [Theory]
    [InlineData("-1250000", "negative")]
    [InlineData("Rp -1.250.000", "negative")]
    [InlineData("(1.250.000)", "negative")]
    [InlineData("(kosong)", "amount")]
    [InlineData("Rp-,00", "amount")]
    [InlineData("1.250.000,50", "whole")]
    [InlineData("1.25.000", "amount")]
    [InlineData("1,250,000", "amount")]
    [InlineData("1250000.5", "amount")]
    [InlineData("Rp", "amount")]
    [InlineData(",", "amount")]
    [InlineData("1.", "amount")]
    [InlineData("sejuta", "amount")]
    [InlineData("99999999999999", "large")]
    [InlineData("99999999999999999999999999", "amount")]
    public void TryRead_NoWage_SaysWhy(string text, string why)
    {
        Assert.False(WageField.TryRead(text, out _, out var fault));
        Assert.Contains(why, fault, StringComparison.Ordinal);
    }
}
