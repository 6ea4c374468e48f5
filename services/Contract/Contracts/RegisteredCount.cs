namespace Workforce.Contract.Contracts;

/// <summary>What the register has of a city now.</summary>
/// <param name="Contracts">Contract periods.</param>
/// <param name="IsImporting">An import adds to them.</param>
/// <param name="IsBrokenOff">One did not come to the end of its file, and none has made up for it.</param>
/// <param name="UnchangedFor">Since an import changed them; null when none has.</param>
public sealed record RegisteredCount(int Contracts, bool IsImporting, bool IsBrokenOff, TimeSpan? UnchangedFor);

/// <summary>How many contracts of a city have arrived, at a moment by the database's clock.</summary>
/// <param name="Contracts">In force, expired and refused.</param>
public sealed record ReceivedCount(Guid CityId, int Contracts, DateTime AsOf);
