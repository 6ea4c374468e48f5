using Microsoft.Extensions.DependencyInjection;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Testing;

/// <summary>How a service under test is set up.</summary>
/// <param name="Name">As AppHost has it, for example <c>contract</c>.</param>
public sealed record ServiceSetup(string Name)
{
    /// <summary>Connection string of its database; null for a fresh, empty one.</summary>
    public string? Database { get; init; }

    /// <summary>What else AppHost would pass, for example <c>Sweep:Timer</c>. It comes before all other configuration.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Where cities, denials and appointments come from: by default there are none of them, for tests of something else than access. A test with
    /// Registry leaves them as they are.
    /// </summary>
    public Action<IServiceCollection> Access { get; init; } = services =>
    {
        services.AddSingleton<FetchDirectory>((version, _) => Task.FromResult(version == 1 ? null : new AccessDirectory(1, [], [])));
        services.AddSingleton<FindAppointments>((_, _, _) => Task.FromResult<IReadOnlyList<Appointment>>([]));
    };

    /// <summary>Adds services or replaces them, for example the clock.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}
