using System.Diagnostics;

namespace Workforce.Faults.Systems;

/// <summary><c>rabbitmqctl</c> for the broker that AppHost runs as a program of this machine.</summary>
public static class BrokerControl
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It refused, or the broker is not there.</exception>
    public static async Task<string> RunAsync(RunningSystem system, params string[] arguments)
    {
        var folder = system.FolderOf("rabbitmq");
        var start = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["-n", "rabbit@localhost", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["HOME"] = folder, ["ERL_EPMD_PORT"] = await EpmdPortAsync(folder), ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null" },
        };
        using var control = Process.Start(start)!;
        var errors = control.StandardError.ReadToEndAsync();
        var output = await control.StandardOutput.ReadToEndAsync();
        await control.WaitForExitAsync();
        return control.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl: {output}{await errors}");
    }

    private static async Task<string> EpmdPortAsync(string folder)
    {
        var id = (await File.ReadAllTextAsync(Path.Combine(folder, "epmd.pid"))).Trim();
        var environment = await File.ReadAllTextAsync($"/proc/{id}/environ");
        return environment.Split('\0').First(variable => variable.StartsWith("ERL_EPMD_PORT=", StringComparison.Ordinal)).Split('=')[1];
    }
}
