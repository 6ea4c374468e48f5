using System.Diagnostics;
using System.Globalization;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// Processes of Aspire's orchestrator (DCP). DCP runs detached from its host and outlives it by a moment, in which it still has the ports
/// and files that the next host needs. Linux only; elsewhere none is found.
/// </summary>
internal static class DcpProcesses
{
    /// <summary>The processes that belong to this host.</summary>
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
