using Workforce.Registry.Workers;
using Xunit;

namespace Workforce.Registry.Tests.Workers;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("MARIA BANO", "Maria Bano")]
    [InlineData("maria bano", "Maria Bano")]
    [InlineData("maria BANO", "Maria Bano")]
    [InlineData("Maria BANO", "Maria Bano")]
    [InlineData("Maria da Costa", "Maria da Costa")]
    [InlineData("Andi AM PUTRA", "Andi AM Putra")]
    [InlineData("Ahmad S", "Ahmad S")]
    [InlineData("Maria McBano", "Maria McBano")]
    [InlineData("MA'RUF", "Ma'ruf")]
    [InlineData("M. NUR", "M. Nur")]
    [InlineData("Drs. MARIA BANO", "Drs. MARIA BANO")]
    public void Repair_LetterCase_IsRepairedWhereItSaysNothing(string given, string kept) => Assert.Equal(kept, PersonName.Repair(given));

    [Theory]
    [InlineData("Drs. Maria Bano")]
    [InlineData("dr. Maria Bano")]
    [InlineData("Ir Maria Bano")]
    [InlineData("H. Ahmad")]
    [InlineData("Maria Bano, S.Pd")]
    [InlineData("Maria Bano S.Kom.")]
    [InlineData("Maria Bano A.Md.Kep")]
    public void HasTitle_BeforeOrAfter_IsSeen(string name) => Assert.True(PersonName.HasTitle(name));

    [Theory]
    [InlineData("Maria Bano")]
    [InlineData("Irma Hani")]
    [InlineData("Drajat Mahendra")]
    [InlineData("M. Nur")]
    [InlineData("Ahmad S")]
    [InlineData("HANI")]
    public void HasTitle_PlainName_HasNone(string name) => Assert.False(PersonName.HasTitle(name));

    // What the register has is exported, and read again.
    [Fact]
    public void Repair_RepairedName_IsAsItIs()
    {
        string[] words =
        [
            "ANDI", "andi", "Andi", "aNDI", "AM", "am", "Am", "da", "DA", "Da", "II", "ii", "Ii", "(II)", "IV", "d'ARC", "o'neil", "O'NEIL", "McDonald", "S.Pd", "s.pd", "S.PD",
            "dr.", "DR.", "Dr", "H.", "h.", "mm", "MM", "se", "SE", "x", "X", "\u00e9", "\u00c9LAN", "bin", "-a", "1a",
        ];
        var names = from one in words from two in words from three in words select $"{one} {two} {three}";
        Assert.Empty(names.Concat(words).Select(PersonName.Repair).Where(name => PersonName.Repair(name) != name).Take(10));
    }
}
