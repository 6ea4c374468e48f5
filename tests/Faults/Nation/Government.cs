namespace Workforce.Faults.Nation;

/// <summary>A city government with its units and contracts. All of it follows from its number, so every run is alike.</summary>
public sealed record Government(int Number, Guid Id, IReadOnlyList<Guid> Units, IReadOnlyList<Guid> Heads, int Contracts)
{
    /// <summary>The day on which every contract ends.</summary>
    public static readonly DateOnly LastDay = new(2020, 12, 31);

    public static readonly DateOnly FirstDay = new(2020, 1, 1);

    public string Code => $"pemda-{Number:000}";

    public string Name => $"Pemda {Number:000}";

    /// <summary>Indonesia's three zones, by where people live.</summary>
    public string TimeZone => (Number % 10) switch
    {
        < 7 => "Asia/Jakarta",
        < 9 => "Asia/Makassar",
        _ => "Asia/Jayapura",
    };
}
