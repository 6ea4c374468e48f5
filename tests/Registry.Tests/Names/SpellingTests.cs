using Workforce.Spreadsheets.Cells;
using Xunit;

namespace Workforce.Registry.Tests.Names;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("  Dinas   Kesehatan ", "Dinas Kesehatan")]
    [InlineData("Dinas\u00a0Kesehatan", "Dinas Kesehatan")]
    [InlineData("\ufeffDinas\u200b Kesehatan", "Dinas Kesehatan")]
    [InlineData("Dinas\r\nKesehatan\t", "Dinas Kesehatan")]
    [InlineData("Sri Ra\u00adha\u200byu\u200e", "Sri Rahayu")]
    [InlineData("Rene\u0301", "Ren\u00e9")]
    [InlineData("   ", "")]
    [InlineData("", "")]
    public void Tidy_Blanks_AreSingle(string given, string tidy) => Assert.Equal(tidy, Spelling.Tidy(given));

    [Fact]
    public void Key_BlanksAndCase_DoNotCount() => Assert.Equal(Spelling.Key("Dinas Kesehatan"), Spelling.Key(" DINAS  kesehatan"));
}
