using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Sends a city's register to Registry, and shows how far it is.</summary>
public static class RegisterImport
{
    public static async Task<(ImportReply Reply, TimeSpan Time)> SendAsync(WorkforceSystem system, Screen screen, City city, FileStream register, CancellationToken cancellation)
    {
        screen.Gap();
        var upload = Uploads.Of(system.Register, city.Id, register, Path.GetFileName(register.Name), sheet: null);
        var start = Stopwatch.GetTimestamp();
        ImportReply? reply = null;
        await Bars.ShowAsync(screen, [upload.Sent], async () => reply = await upload.SendAsync(cancellation));
        var time = Stopwatch.GetElapsedTime(start);
        return (reply!, time);
    }
}
