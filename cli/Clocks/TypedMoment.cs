using System.Globalization;

namespace Workforce.Cli.Clocks;

/// <summary>A moment as typed: a city's wall time, unless it has an offset from UTC of its own.</summary>
/// <param name="Text">As typed.</param>
public sealed record TypedMoment(string Text, DateTime Wall, TimeSpan? Offset)
{
    private static readonly string[] WallForms = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];
    private static readonly string[] OffsetForms = [.. WallForms.Select(form => $"{form}K")];

    /// <returns>Null when it is none.</returns>
    public static TypedMoment? Parse(string text)
    {
        if (DateTime.TryParseExact(text, WallForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var wall))
            return new TypedMoment(text, wall, null);
        return DateTimeOffset.TryParseExact(text, OffsetForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new TypedMoment(text, moment.DateTime, moment.Offset)
            : null;
    }

    /// <param name="zone">Whose wall time it is without an offset of its own.</param>
    public DateTimeOffset In(CityZone zone) => new(Wall, Offset ?? zone.Offset);
}
