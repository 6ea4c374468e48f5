using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;
using Workforce.Cli.Clocks;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>clock</c>.</summary>
public static class ClockScreen
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // An offset's + as it is.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <param name="movedTo">Null when the clock was only read.</param>
    public static void Show(Screen screen, IReadOnlyList<ServiceClock> clocks, CityZone zone, DateTimeOffset? movedTo)
    {
        if (movedTo is { } to)
            screen.Line($"[green]✓[/] The clock of every service was moved to [bold]{Words.Safe(Text(to, zone))}[/]");
        var table = screen.Table().AddColumn("Service").AddColumn(new TableColumn($"Shows ({zone.Name})").NoWrap()).AddColumn(new TableColumn("Story of").NoWrap());
        foreach (var clock in clocks)
            table.AddRow(Words.Safe(clock.Service), Words.Safe(Text(clock.Shows, zone)), clock.StoryStartsAt is { } startsAt ? Words.Safe(Text(startsAt, zone)) : "real time");
        screen.Console.Write(table);
    }

    public static string ToJson(IReadOnlyList<ServiceClock> clocks, CityZone zone) => JsonSerializer.Serialize(
        new
        {
            Zone = zone.Name,
            Clocks = clocks.Select(clock => new
            {
                clock.Service,
                Shows = ServiceClock.Iso(clock.Shows.ToOffset(zone.Offset)),
                StoryStartsAt = clock.StoryStartsAt is { } startsAt ? ServiceClock.Iso(startsAt.ToOffset(zone.Offset)) : null,
            }),
        },
        Format);

    private static string Text(DateTimeOffset moment, CityZone zone) =>
        moment.ToOffset(zone.Offset).ToString("d MMMM yyyy HH:mm:ss", CultureInfo.InvariantCulture);
}
