using Workforce.Spreadsheets.Cells;
using Workforce.Spreadsheets;
using Xunit;

namespace Workforce.Registry.Tests.Import;

public sealed class DayFieldTests
{
    [Theory]
    [InlineData("2020-12-31")]
    [InlineData("31/12/2020")]
    [InlineData("31-12-2020")]
    [InlineData("31.12.2020")]
    [InlineData("31 Desember 2020")]
    [InlineData("31 DESEMBER 2020")]
    [InlineData("31 des 2020")]
    [InlineData("31-Des-2020")]
    [InlineData("44196")]
    [InlineData("2020-12-31 00:00:00")]
    [InlineData("31/12/2020 0:00")]
    public void TryRead_FormsOfOneDay_AreThatDay(string text)
    {
        Assert.True(DayField.TryRead(text, DayNumbers.From1900, out var day, out _));
        Assert.Equal(new DateOnly(2020, 12, 31), day);
    }

    [Theory]
    [InlineData("1 Januari 2020", 1)]
    [InlineData("1 Pebruari 2020", 2)]
    [InlineData("1 Maret 2020", 3)]
    [InlineData("1 April 2020", 4)]
    [InlineData("1 Mei 2020", 5)]
    [InlineData("1 Juni 2020", 6)]
    [InlineData("1 Juli 2020", 7)]
    [InlineData("1 Agustus 2020", 8)]
    [InlineData("1 September 2020", 9)]
    [InlineData("1 Oktober 2020", 10)]
    [InlineData("1 Nopember 2020", 11)]
    [InlineData("1 Desember 2020", 12)]
    [InlineData("1/2/2020", 2)]
    public void TryRead_IndonesianMonthsAndOrder_DayComesFirst(string text, int month)
    {
        Assert.True(DayField.TryRead(text, DayNumbers.From1900, out var day, out _));
        Assert.Equal(new DateOnly(2020, month, 1), day);
    }

    [Theory]
    [InlineData("31/02/2020", "exists")]
    [InlineData("2019-02-29", "exists")]
    [InlineData("0/1/2020", "exists")]
    [InlineData("12/31/2020", "exists")]
    [InlineData("31/12/0202", "years")]
    [InlineData("31/12/2222", "years")]
    [InlineData("31/12/20", "date like")]
    [InlineData("1990", "date like")]
    [InlineData("-44196", "date like")]
    [InlineData("99999", "date like")]
    [InlineData("31 Desembre 2020", "date like")]
    [InlineData("31/12/2020/1", "date like")]
    [InlineData("////", "date like")]
    [InlineData("tetap", "date like")]
    public void TryRead_NoDay_SaysWhy(string text, string why)
    {
        Assert.False(DayField.TryRead(text, DayNumbers.From1900, out _, out var fault));
        Assert.Contains(why, fault, StringComparison.Ordinal);
    }
}
