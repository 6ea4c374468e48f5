namespace Workforce.Registry.Import;

/// <summary>What the imports of a city do now.</summary>
/// <param name="IsRunning">One has not finished, and its process lives.</param>
/// <param name="IsBrokenOff">The newest that stored anything did not come to the end of its file.</param>
/// <param name="UnchangedFor">Since one of them stored something; null when none has.</param>
public sealed record ImportActivity(bool IsRunning, bool IsBrokenOff, TimeSpan? UnchangedFor);
