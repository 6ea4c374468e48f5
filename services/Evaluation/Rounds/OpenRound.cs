using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Rounds;

/// <summary>Opens a round by the rating policy that is in force on the day.</summary>
public sealed class OpenRound(
    Database database, RoundStore rounds, RatingPolicyStore policies, ListUnknownUnits listUnknownUnits, CityDays days, EvaluationMetrics metrics, TimeProvider clock)
{
    /// <returns>The round, also when it was opened before.</returns>
    /// <exception cref="InvalidInputException">No round can have this period or due day.</exception>
    /// <exception cref="NotFoundException">There is no such city, or it has no such unit.</exception>
    /// <exception cref="NotReadyException">No rating policy is in force, or the round is open with another due day.</exception>
    public async Task<Round> OpenAsync(NewRound opened, Actor by, CancellationToken cancellation)
    {
        opened.Validated();
        var today = await days.TodayAsync(opened.CityId, cancellation);
        if (await rounds.FindAsync(opened.Id, Reach.Everything, cancellation) is { } existing)
            return Same(existing, opened);

        await RefuseUnknownUnitsAsync(opened, cancellation);
        var policy = RatingPolicy.InForceOn(today, await policies.ListAsync(opened.CityId, cancellation))
            ?? throw new NotReadyException($"the city has no rating policy that is in force on {today.ToIso()}: write rating into its policy and apply the city");
        var due = opened.DueDay ?? policy.Rules.BeforeEndDue
            ?? throw new InvalidInputException("due_day", null, "is required, for the rating policy names no before_end_due");
        (opened with { DueDay = due }).Validated();

        var round = new Round(
            opened.Id, opened.CityId, opened.Kind, opened.UnitIds, opened.PeriodFrom, opened.PeriodTo, due, policy.Version, by, clock.GetUtcNow().UtcDateTime);
        await using var work = await database.BeginAsync(cancellation);
        var isNew = await RoundStore.AddAsync(work, round, cancellation);
        if (isNew)
            work.AfterCommit(metrics.RoundOpened);
        await work.CommitAsync(cancellation);
        return isNew ? round : Same((await rounds.FindAsync(opened.Id, Reach.Everything, cancellation))!, opened);
    }

    private static Round Same(Round existing, NewRound opened) => opened.DueDay is null || opened.DueDay == existing.DueDay
        ? existing
        : throw new NotReadyException($"the round is open since {existing.OpenedAt.ToIso()} with the due day {existing.DueDay.ToIso()}, which stays");

    private async Task RefuseUnknownUnitsAsync(NewRound opened, CancellationToken cancellation)
    {
        if (opened.UnitIds.Count == 0 || await listUnknownUnits(opened.CityId, opened.UnitIds, cancellation) is not [var unknown, ..])
            return;
        throw new NotFoundException("work unit", $"{unknown}");
    }
}
