using Workforce.Faults.Systems;

namespace Workforce.System.Tests;

/// <summary>The city of the tests of wrong fields: one for all of them, since none of them changes it.</summary>
public sealed class FieldCity
{
    private Task<TestCity>? _city;

    internal Task<TestCity> OfAsync(RunningSystem system) => _city ??= TestCity.CreateAsync(system, contracts: 1);
}
