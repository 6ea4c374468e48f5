namespace Workforce.Faults.Injection;

/// <summary>The ways that have a proxy.</summary>
internal static class LinkNames
{
    public static readonly IReadOnlyList<string> ToBroker = ["contract>rabbitmq", "evaluation>rabbitmq", "notification>rabbitmq"];

    public static readonly IReadOnlyList<string> ToPeers = ["contract>registry", "evaluation>registry", "notification>registry", "notification>contract"];

    public static readonly IReadOnlyList<string> All = [.. ToBroker, .. ToPeers, "registry>redis"];
}
