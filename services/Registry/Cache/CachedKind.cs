namespace Workforce.Registry.Cache;

/// <summary>What is kept in the cache; part of the key, with the version of its form.</summary>
internal static class CachedKind
{
    public const string Worker = "worker.v1";
    public const string WorkUnit = "work-unit.v1";
}
