using Workforce.Registry.V1;
using RegistryZone = Workforce.Registry.V1.TimeZone;

namespace Workforce.Cli.Clocks;

/// <summary>The zone in which wall clocks are read and shown; none of Indonesia's has summer time.</summary>
/// <param name="Name">WIB, WITA or WIT, or UTC.</param>
public sealed record CityZone(string Name, TimeSpan Offset)
{
    public static readonly CityZone Utc = new("UTC", TimeSpan.Zero);

    public static CityZone Of(City city) => Of(city.TimeZone);

    public static CityZone Of(RegistryZone zone) => zone switch
    {
        RegistryZone.Wib => new("WIB", TimeSpan.FromHours(7)),
        RegistryZone.Wita => new("WITA", TimeSpan.FromHours(8)),
        RegistryZone.Wit => new("WIT", TimeSpan.FromHours(9)),
        _ => Utc,
    };
}
