using System.Diagnostics;
using System.Globalization;

namespace Workforce.Faults.Systems;

/// <summary>
/// Finds the process behind a port by what Linux says of sockets: its launcher (AppHost, <c>dotnet run</c>, a shell) may be
/// another one.
/// </summary>
public static class ListeningProcess
{
    private const string Listening = "0A";
    private const int Looks = 3;

    /// <exception cref="InvalidOperationException">No process listens there.</exception>
    public static Process On(int port)
    {
        var socket = $"socket:[{InodeOf(port) ?? throw new InvalidOperationException($"No process listens on port {port}")}]";
        foreach (var process in Process.GetProcesses())
            if (Sockets(process.Id).Contains(socket))
                return process;
        throw new InvalidOperationException($"No process holds the socket that listens on port {port}");
    }

    public static bool Exists(int port) => InodeOf(port) is not null;

    // Linux hands the table out in pieces, and a socket that is closed between two of them can hide another.
    private static string? InodeOf(int port) => Enumerable.Range(0, Looks).Select(_ => LookUp(port)).FirstOrDefault(inode => inode is not null);

    private static string? LookUp(int port)
    {
        var address = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        var sockets =
            from table in (string[])["/proc/net/tcp", "/proc/net/tcp6"]
            from line in File.ReadLines(table).Skip(1)
            let columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            where columns[1].EndsWith(address, StringComparison.Ordinal) && columns[3] == Listening
            select columns[9];
        return sockets.FirstOrDefault();
    }

    private static HashSet<string> Sockets(int process)
    {
        try
        {
            return [.. Directory.EnumerateFiles($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget ?? "")];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Another user's, or gone meanwhile.
            return [];
        }
    }
}
