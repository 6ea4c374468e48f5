namespace Workforce.Registry.Import;

/// <summary>What the imports of a city do now.</summary>
/// <param name="IsRunning">One has not finished, and its process lives.</param>
/// <param name="UnchangedFor">Since one of them stored something; null when none has.</param>
public sealed record ImportActivity(bool IsRunning, TimeSpan? UnchangedFor);
