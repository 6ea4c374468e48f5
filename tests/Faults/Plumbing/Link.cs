using System.Globalization;
using System.Text.RegularExpressions;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Plumbing;

/// <summary>A way from a service to what it needs, led through a proxy.</summary>
/// <param name="From">The service.</param>
/// <param name="To">A server or another service.</param>
/// <param name="Proxy">Where it can be cut.</param>
public sealed partial record Link(string From, string To, TcpProxy Proxy)
{
    public override string ToString() => $"{From}>{To}";

    /// <summary>Has the service connect to the proxy in place of the address that AppHost passes in this variable.</summary>
    internal static Link Lead(IDistributedApplicationTestingBuilder builder, string from, string to, string variable)
    {
        var link = new Link(from, to, new TcpProxy());
        builder.ServiceOf(from).WithEnvironment(async context =>
        {
            var address = await ((IValueProvider)context.EnvironmentVariables[variable]).GetValueAsync(context.CancellationToken);
            context.EnvironmentVariables[variable] = link.Lead(address!);
        });
        return link;
    }

    private string Lead(string address)
    {
        var target = HostAndPort().Match(address);
        Proxy.ServerPort = int.Parse(target.Groups["port"].ValueSpan, CultureInfo.InvariantCulture);
        return HostAndPort().Replace(address, $"127.0.0.1:{Proxy.Port}", 1);
    }

    // Of `amqp://user:password@host:port`, `http://host:port` and `host:port,password=…`.
    [GeneratedRegex(@"(?<=@|^|^http://)[\w.\-]+:(?<port>\d+)(?=[,/]|$)")]
    private static partial Regex HostAndPort();
}
