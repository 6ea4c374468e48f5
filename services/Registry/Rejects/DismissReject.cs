using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Rejects;

/// <summary>Settles a reject for which there is nothing to import, with the reason.</summary>
public sealed class DismissReject(RejectStore rejects)
{
    /// <param name="by">Whose act it is.</param>
    /// <returns>When it was settled, UTC.</returns>
    /// <exception cref="NotFoundException">No open reject within reach has the id.</exception>
    public async Task<DateTime> DismissAsync(Guid id, string reason, Reach reach, Actor by, CancellationToken cancellation) =>
        await rejects.DismissAsync(id, reason, reach, by, cancellation) ?? throw new NotFoundException("open reject", $"{id}");
}
