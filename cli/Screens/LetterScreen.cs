using Spectre.Console;

namespace Workforce.Cli.Screens;

/// <summary>A notice or a letter as its reader gets it.</summary>
public static class LetterScreen
{
    public static void Show(Screen screen, string subject, string text)
    {
        if (!screen.IsLive)
        {
            screen.Verbatim("");
            screen.Verbatim(subject);
            screen.Verbatim(text);
            return;
        }

        screen.Console.Write(new Panel(new Text(text.TrimEnd()))
        {
            Header = new PanelHeader($" {Words.Safe(subject)} "),
            Border = BoxBorder.Rounded,
            Padding = new Padding(2, 1),
        });
    }
}
