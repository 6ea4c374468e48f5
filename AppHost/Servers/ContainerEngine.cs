using System.ComponentModel;
using System.Diagnostics;

namespace Workforce.AppHost.Servers;

/// <summary>The container engine (Docker or Podman) that the application host would use.</summary>
internal static class ContainerEngine
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    /// <summary>Whether the engine answers: its command may be installed without a running engine.</summary>
    /// <param name="program">The engine's command; docker when null.</param>
    public static bool Answers(string? program)
    {
        try
        {
            var start = new ProcessStartInfo(program ?? "docker", "info") { RedirectStandardOutput = true, RedirectStandardError = true };
            using var info = Process.Start(start)!;
            info.BeginOutputReadLine();
            info.BeginErrorReadLine();
            if (info.WaitForExit(Timeout))
                return info.ExitCode == 0;
            info.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false; // no such program
        }
    }
}
