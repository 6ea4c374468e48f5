namespace Workforce.Registry.Import;

/// <summary>What the imports of a city do now.</summary>
/// <param name="IsRunning">One has not finished, and its process lives.</param>
/// <param name="IsBrokenOff">
/// One did not come to the end of its file, and no later one has made up for it: by reading a file of that name to its end, or by storing as
/// many rows as it had read.
/// </param>
/// <param name="UnchangedFor">Since one of them changed what Contract receives; null when none has.</param>
public sealed record ImportActivity(Guid CityId, bool IsRunning, bool IsBrokenOff, TimeSpan? UnchangedFor);
