using Workforce.Faults.Systems;
using Workforce.Testing.Rpc;

namespace Workforce.System.Tests;

/// <summary>The city of the tests of wrong fields: one for all of them, since none of them changes it.</summary>
public sealed class FieldCity
{
    private Task<KnownCity>? _city;

    internal Task<KnownCity> OfAsync(RunningSystem system) => _city ??= CreateAsync(system);

    private static async Task<KnownCity> CreateAsync(RunningSystem system)
    {
        var city = await TestCity.CreateAsync(system, contracts: 1);
        return new KnownCity(city.Id, city.Code, city.Register);
    }
}
