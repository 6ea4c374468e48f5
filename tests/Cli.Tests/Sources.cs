using Workforce.Cli.Connections;

namespace Workforce.Cli.Tests;

/// <summary>Files of the checkout that tests look at.</summary>
internal static class Sources
{
    public static string Kupang { get; } = Checkout.FindUpwards(Path.Combine("examples", "kupang"))!;
}
