using Workforce.Registry.V1;

namespace Workforce.Registry.Tests;

/// <summary>Requests as a city would send them.</summary>
internal static class Requests
{
    private static int _cities;

    /// <summary>A city that no other test has.</summary>
    public static ApplyCityRequest City()
    {
        var number = Interlocked.Increment(ref _cities);
        return new ApplyCityRequest
        {
            Code = $"kupang-{number}",
            Name = $"Kota Kupang {number}",
            TimeZone = V1.TimeZone.Wita,
            WorkUnits =
            {
                Unit("damkar", "Dinas Pemadam Kebakaran", "Damkar", "Pemadam"),
                Unit("rsud", "RSUD S. K. Lerik"),
            },
            Vendors = { new Vendor { Name = "PT Bersih Jaya" } },
        };
    }

    public static WorkUnit Unit(string code, string name, params string[] aliases) => new()
    {
        Code = code,
        Name = name,
        Aliases = { aliases },
        Head = new UnitHead { Name = $"Kepala {name}", Title = "Kepala" },
    };
}
