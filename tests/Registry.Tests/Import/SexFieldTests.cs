using Workforce.Registry.Import.Reading.Fields;
using Workforce.Registry.Workers;
using Xunit;

namespace Workforce.Registry.Tests.Import;

public sealed class SexFieldTests
{
    [Theory]
    [InlineData("L", Sex.Male)]
    [InlineData("l", Sex.Male)]
    [InlineData("Laki-laki", Sex.Male)]
    [InlineData("LAKI-LAKI", Sex.Male)]
    [InlineData("Pria", Sex.Male)]
    [InlineData("P", Sex.Female)]
    [InlineData("Perempuan", Sex.Female)]
    [InlineData("wanita", Sex.Female)]
    public void TryRead_Forms_AreRead(string text, Sex sex)
    {
        Assert.True(SexField.TryRead(text, out var read));
        Assert.Equal(sex, read);
    }

    [Theory]
    [InlineData("M")]
    [InlineData("F")]
    [InlineData("1")]
    [InlineData("L/P")]
    public void TryRead_AnythingElse_IsRefused(string text) => Assert.False(SexField.TryRead(text, out _));
}
