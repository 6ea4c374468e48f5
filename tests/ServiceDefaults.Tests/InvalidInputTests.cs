using Workforce.ServiceDefaults.Errors;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>What of a wrong value is sent back.</summary>
public sealed class InvalidInputTests
{
    // A family of four people in one letter: 25 bytes.
    private const string Family = "👨‍👩‍👧‍👦";

    [Fact]
    public void Message_ShortValue_RepeatsIt()
    {
        var error = new InvalidInputException("work_units[2].code", "Damkar!", "is not lower-case letters");

        Assert.Equal("work_units[2].code 'Damkar!': is not lower-case letters", error.Message);
        Assert.Equal("'Damkar!' is not lower-case letters", error.Violation);
    }

    [Fact]
    public void Message_LongValue_IsCutAndSaysHowLongItWas()
    {
        var error = new InvalidInputException("city_id", new string('x', 8_000), "is not a UUID");

        Assert.Equal($"city_id '{new string('x', 200)}… (8,000 characters)': is not a UUID", error.Message);
        Assert.Equal($"'{new string('x', 200)}… (8,000 characters)' is not a UUID", error.Violation);
    }

    [Fact]
    public void Message_LongValueOfJoinedLetters_IsCutBetweenThem()
    {
        var error = new InvalidInputException("city_id", string.Concat(Enumerable.Repeat(Family, 100)), "is not a UUID");

        Assert.Equal($"city_id '{string.Concat(Enumerable.Repeat(Family, 8))}… (100 characters)': is not a UUID", error.Message);
    }

    [Fact]
    public void Message_LetterLongerThanTheLimit_ShowsNothingOfIt()
    {
        var error = new InvalidInputException("city_id", $"e{new string('\u0301', 8_000)}", "is not a UUID");

        Assert.Equal("city_id '… (1 characters)': is not a UUID", error.Message);
    }

    [Fact]
    public void Message_Part_StandsForTheField()
    {
        var error = new InvalidInputException("content", null, "is longer than 65,536 bytes", "row 3");

        Assert.Equal(("content", "row 3: is longer than 65,536 bytes", "row 3: is longer than 65,536 bytes"), (error.Field, error.Message, error.Violation));
    }

    [Fact]
    public void NotFound_LongName_IsCut()
    {
        var message = new NotFoundException("city", new string('é', 8_000), "did you mean Kupang?").Message;

        Assert.Equal($"city '{new string('é', 100)}… (8,000 characters)' is not known; did you mean Kupang?", message);
    }
}
