using Spectre.Console;

namespace Workforce.Cli.Terminal;

/// <summary>A notice (pemberitahuan) or a letter (surat) as its recipient reads it.</summary>
public static class Document
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
