using Workforce.Cli.Connections;

namespace Workforce.Cli.Tests;

/// <summary>Folders of the checkout that tests read.</summary>
internal static class Sources
{
    public static string Kupang { get; } = Checkout.FindUpwards(Path.Combine("examples", "kupang"))!;

    public static string Blitar { get; } = Checkout.FindUpwards(Path.Combine("examples", "blitar"))!;
}
