using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>Adds a policy as its city's next version, unless it equals the newest one.</summary>
public sealed class ApplyPolicy(Database database)
{
    /// <returns>The newest version.</returns>
    /// <exception cref="InvalidInputException">A value is not one a city can mean.</exception>
    public async Task<Policy> ApplyAsync(Policy policy, CancellationToken cancellation)
    {
        policy.Validated();

        await using var work = await database.BeginAsync(cancellation);
        await VersionLockStore.TakeAsync(work, policy.CityId, cancellation);
        var newest = await PolicyStore.FindNewestAsync(work, policy.CityId, cancellation);
        if (newest is not null && policy with { Version = newest.Version } == newest)
            return newest;

        var next = policy with { Version = (newest?.Version ?? 0) + 1 };
        await PolicyStore.AddAsync(work, next, cancellation);
        await work.CommitAsync(cancellation);
        return next;
    }
}
