using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Objections;

/// <summary>A person who holds an office above the head of a unit.</summary>
/// <param name="Level">1: the office is next above.</param>
public sealed record HolderAbove(int Level, string Issuer, string Subject);

/// <summary>Who holds the offices above the head of a unit of a city on a day.</summary>
public delegate Task<IReadOnlyList<HolderAbove>> ListHoldersAbove(Guid cityId, Guid unitId, DateOnly day, CancellationToken cancellation);

/// <summary>Who rules on an objection: of the offices above the head the nearest that is not held by those alone who have signed the rating.</summary>
public static class RulingOrder
{
    /// <summary>The nearest office below one that comes before it: it is vacant, or a holder of it has not signed. Null when none does.</summary>
    /// <param name="level">Of the office that would rule.</param>
    public static int? FirstBefore(int level, IReadOnlyCollection<HolderAbove> holders, IReadOnlyCollection<RatingSigner> signers)
    {
        for (var nearer = Grant.NextAbove; nearer < level; nearer++)
        {
            var of = holders.Where(holder => holder.Level == nearer).ToList();
            if (of.Count == 0 || of.Exists(holder => !signers.Contains(new RatingSigner(holder.Issuer, holder.Subject))))
                return nearer;
        }
        return null;
    }
}
