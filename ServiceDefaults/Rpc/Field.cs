using System.Globalization;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>Reads one field of a request, or says which field is wrong and why.</summary>
public static class Field
{
    private const int LongestText = 500;

    /// <exception cref="InvalidInputException">Empty, or not a UUID.</exception>
    public static Guid Uuid(string field, string value) =>
        OptionalUuid(field, value) ?? throw new InvalidInputException(field, null, "is required");

    /// <exception cref="InvalidInputException">Neither empty nor a UUID.</exception>
    public static Guid? OptionalUuid(string field, string value)
    {
        if (value.Length == 0)
            return null;
        return Guid.TryParseExact(value, "D", out var id) ? id : throw new InvalidInputException(field, value, "is not a UUID");
    }

    /// <exception cref="InvalidInputException">One of them is not a UUID, or there are more than <paramref name="atMost"/>.</exception>
    public static Guid[] Uuids(string field, IReadOnlyCollection<string> values, int atMost)
    {
        if (values.Count > atMost)
            throw new InvalidInputException(field, null, $"{values.Count} are too many; at most {atMost}");
        return [.. values.Select((value, i) => Uuid($"{field}[{i}]", value))];
    }

    /// <exception cref="InvalidInputException">Empty, or not a date.</exception>
    public static DateOnly Day(string field, string value) =>
        OptionalDay(field, value) ?? throw new InvalidInputException(field, null, "is required");

    /// <exception cref="InvalidInputException">Neither empty nor a date.</exception>
    public static DateOnly? OptionalDay(string field, string value)
    {
        if (value.Length == 0)
            return null;
        return DateOnly.TryParseExact(value, CityDay.IsoForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new InvalidInputException(field, value, $"is not a date of the form {CityDay.IsoForm}");
    }

    /// <exception cref="InvalidInputException">Empty, or not a moment with its offset from UTC.</exception>
    public static DateTimeOffset Moment(string field, string value) =>
        OptionalMoment(field, value) ?? throw new InvalidInputException(field, null, "is required");

    /// <exception cref="InvalidInputException">Neither empty nor a moment with its offset from UTC.</exception>
    public static DateTimeOffset? OptionalMoment(string field, string value)
    {
        if (value.Length == 0)
            return null;
        return Time.Moment.TryParse(value, out var moment)
            ? moment
            : throw new InvalidInputException(field, value, $"is not a moment with its offset, such as {Time.Moment.Example}");
    }

    /// <summary>The text without blanks around it.</summary>
    /// <exception cref="InvalidInputException">Empty or blank, long, or with a NUL, which no database keeps.</exception>
    public static string Text(string field, string value)
    {
        var text = value.Trim();
        if (text.Contains('\0'))
            throw new InvalidInputException(field, null, "contains a NUL character");
        if (text.Length > LongestText)
            throw new InvalidInputException(field, text, $"is longer than {LongestText} characters");
        return text.Length > 0 ? text : throw new InvalidInputException(field, null, "is required");
    }

    public static string Iso(DateOnly day) => day.ToIso();

    /// <returns>Empty for none.</returns>
    public static string Iso(DateOnly? day) => day?.ToIso() ?? "";
}
