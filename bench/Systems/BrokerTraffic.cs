using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Workforce.Bench.Systems;

/// <summary>What has gone through RabbitMQ since it started, as the broker itself counts.</summary>
/// <param name="Messages">Messages that were published to it.</param>
/// <param name="Bytes">Bytes that its clients sent to it and got from it, all of AMQP's framing included.</param>
internal sealed partial record BrokerTraffic(long Messages, long Bytes)
{
    public static BrokerTraffic operator -(BrokerTraffic later, BrokerTraffic earlier) =>
        new(later.Messages - earlier.Messages, later.Bytes - earlier.Bytes);

    /// <summary>Asks the broker that AppHost runs as a program of this machine.</summary>
    public static async Task<BrokerTraffic> OfAsync(RunningSystem system)
    {
        var counters = await ControlAsync(system, "eval", "rabbit_global_counters:overview().");
        var connections = await ControlAsync(system, "--quiet", "list_connections", "recv_oct", "send_oct", "--no-table-headers");
        return new(
            Received().Matches(counters).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
            Number().Matches(connections).Sum(match => long.Parse(match.Value, CultureInfo.InvariantCulture)));
    }

    private static async Task<string> ControlAsync(RunningSystem system, params string[] arguments)
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

    [GeneratedRegex(@"messages_received_total => (\d+)")]
    private static partial Regex Received();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
