using System.Diagnostics;

namespace Aspire.Hosting.Running;

/// <summary>
/// A small shell beside the application host that knows every process group the host has started. Should the host be killed,
/// the shell's input ends, and it ends those groups: no server outlives its host.
/// </summary>
internal sealed class Reaper : IDisposable
{
    private const string Script = """
        trap '' INT TERM HUP
        declare -A groups
        while read -r sign group; do
          if [ "$sign" = + ]; then groups[$group]=1; else unset "groups[$group]"; fi
        done
        [ ${#groups[@]} -eq 0 ] && exit 0
        for group in "${!groups[@]}"; do kill -TERM "$group"; done
        for _ in {1..150}; do
          left=0
          for group in "${!groups[@]}"; do kill -0 "$group" && left=1; done
          [ $left = 0 ] && break
          sleep 0.1
        done
        for group in "${!groups[@]}"; do kill -KILL -- "-$group"; done
        """;

    private readonly Process _shell;

    private Reaper(Process shell) => _shell = shell;

    public static Reaper Start()
    {
        // Its output would keep the pipes of a killed host's own callers open.
        var start = new ProcessStartInfo("setsid") { RedirectStandardInput = true };
        start.ArgumentList.Add("bash");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add($"exec >/dev/null 2>&1\n{Script}");
        var shell = Process.Start(start)!;
        shell.StandardInput.AutoFlush = true;
        return new(shell);
    }

    public void Add(int group) => Write('+', group);

    public void Remove(int group) => Write('-', group);

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit(TimeSpan.FromSeconds(5));
        _shell.Dispose();
    }

    private void Write(char sign, int group)
    {
        lock (_shell)
            _shell.StandardInput.WriteLine($"{sign} {group}");
    }
}
