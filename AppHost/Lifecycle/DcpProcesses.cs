using System.Diagnostics;
using System.Globalization;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// Aspire's orchestrator (DCP), which runs detached from its host and outlives it by a moment: by then it would hold what the next host
/// needs. Linux only; elsewhere there is none to be seen.
/// </summary>
internal static class DcpProcesses
{
    /// <summary>Those that work for this process.</summary>
    public static IReadOnlyList<Process> OfThisHost()
    {
        if (!OperatingSystem.IsLinux())
            return [];
        var dcp = Process.GetProcessesByName("dcp").Select(process => (Process: process, Words: Read(process, "cmdline").Split('\0'))).ToList();
        var server = dcp.Find(one => one.Words.Contains("start-apiserver") && one.Words.Contains(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        var configuration = server.Words?.SkipWhile(word => word != "--kubeconfig").ElementAtOrDefault(1);
        return configuration is null ? [] : [.. dcp.Where(one => one.Words.Contains(configuration)).Select(one => one.Process)];
    }

    private static string Read(Process process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/{file}");
        }
        catch (IOException)
        {
            return ""; // ended meanwhile
        }
    }
}
