using Spectre.Console;

namespace Workforce.Cli.Terminal;

/// <summary>Output for people: bars and colours on a terminal, plain lines where it is piped, redirected or a CI log.</summary>
public sealed class Screen
{
    private const int PlainWidth = 120;

    private Screen(bool live)
    {
        IsLive = live;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = live && !IsSet("NO_COLOR") ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = live ? InteractionSupport.Detect : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!live)
            Console.Profile.Width = PlainWidth;
    }

    public IAnsiConsole Console { get; }

    /// <summary>A terminal: lines may be drawn over.</summary>
    public bool IsLive { get; }

    public static Screen Open() =>
        new(!System.Console.IsOutputRedirected && !IsSet("CI") && Environment.GetEnvironmentVariable("TERM") != "dumb");

    /// <summary>One line with Spectre's markup, so values in it go through <see cref="Words.Safe"/>.</summary>
    public void Line(string markup = "") => Console.MarkupLine(markup);

    /// <summary>A table in this screen's borders; <see cref="Console"/> writes it.</summary>
    public Table Table() => new Table().Border(IsLive ? TableBorder.Rounded : TableBorder.Simple);

    /// <summary>An empty line, but not on a terminal, where moving bars add one themselves.</summary>
    public void Gap()
    {
        if (!IsLive)
            Line();
    }

    /// <summary>Text as it is, without wrapping: for letters, and for output that another program reads.</summary>
    public void Verbatim(string text) => Console.Profile.Out.Writer.WriteLine(text);

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
