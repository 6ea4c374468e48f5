using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>Appointments as a table.</summary>
public static class AppointmentsScreen
{
    public static void Show(Screen screen, IReadOnlyList<Appointment> appointments)
    {
        var table = screen.Table();
        foreach (var name in (string[])["Office", "Name", "Capacity", "Days", "Identity", "By", "Id"])
            table.AddColumn(new TableColumn(name));
        foreach (var appointment in appointments)
            table.AddRow(
                Words.Safe(appointment.Office.Code), Words.Safe(appointment.Name), $"{appointment.Capacity}".ToLowerInvariant(),
                $"{(appointment.FirstDay.Length > 0 ? appointment.FirstDay : "[dim]since ever[/]")} – {(appointment.LastDay.Length > 0 ? appointment.LastDay : "[dim]further notice[/]")}",
                appointment.Subject.Length > 0 ? Words.Safe(appointment.Subject) : "[yellow]none: may do nothing[/]",
                Words.Safe(appointment.EndedBy is { } ended ? $"{appointment.AppointedBy?.Name}; ended by {ended.Name}" : appointment.AppointedBy?.Name ?? ""), appointment.Id);
        screen.Console.Write(table);
    }
}
