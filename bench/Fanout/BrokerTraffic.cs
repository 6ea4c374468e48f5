using System.Globalization;
using System.Text.RegularExpressions;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

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
        var counters = await BrokerControl.RunAsync(system, "eval", "rabbit_global_counters:overview().");
        var connections = await BrokerControl.RunAsync(system, "--quiet", "list_connections", "recv_oct", "send_oct", "--no-table-headers");
        return new(
            Received().Matches(counters).Sum(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)),
            Number().Matches(connections).Sum(match => long.Parse(match.Value, CultureInfo.InvariantCulture)));
    }

    [GeneratedRegex(@"messages_received_total => (\d+)")]
    private static partial Regex Received();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
