using System.ComponentModel;
using System.Diagnostics;

namespace Workforce.AppHost.Servers;

/// <summary>Docker or Podman, whichever the application host would use.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether the engine itself answers: its command line alone may well be there without it.</summary>
    /// <param name="program">The engine's command; docker where null.</param>
    public static bool Answers(string? program)
    {
        try
        {
            var start = new ProcessStartInfo(program ?? "docker", "info") { RedirectStandardOutput = true, RedirectStandardError = true };
            using var asking = Process.Start(start)!;
            asking.BeginOutputReadLine();
            asking.BeginErrorReadLine();
            if (asking.WaitForExit(Patience))
                return asking.ExitCode == 0;
            asking.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false; // no such program
        }
    }
}
