using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Denials;

/// <summary>Takes a denial back.</summary>
public sealed class LiftDenial(DenialStore denials)
{
    /// <exception cref="NotFoundException">None of this id is in force.</exception>
    public async Task<Denial> LiftAsync(Guid id, Actor by, CancellationToken cancellation) =>
        await denials.LiftAsync(id, by, cancellation) ?? throw new NotFoundException("denial", $"{id}");
}
