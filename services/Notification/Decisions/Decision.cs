using Workforce.Contract.Events;

namespace Workforce.Notification.Decisions;

/// <summary>What was decided of a renewal (keputusan perpanjangan), or that it was withdrawn (pembatalan keputusan), as far as its notice is written from it.</summary>
/// <param name="Id">Of the decision; its withdrawal has the same.</param>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="UnitName">On the day of the message; null where the register did not have it.</param>
/// <param name="LastDay">Of the contract.</param>
/// <param name="Ground">Of a decision not to renew; null of others, and of withdrawals.</param>
/// <param name="DecidedOn">In the city's own calendar.</param>
/// <param name="WithdrawnOn">Likewise; null of the decision itself.</param>
/// <param name="AskAt">The office where workers ask and object.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record Decision(
    Guid Id, Guid CityId, string CityName, string? UnitName, DateOnly LastDay, RenewalOutcome Outcome, NonRenewalGround? Ground, DateOnly DecidedOn,
    DateOnly? WithdrawnOn, string AskAt, string Language)
{
    /// <summary>A decision and its withdrawal stand each by itself, as either may be the first to come.</summary>
    public (Guid Id, bool IsWithdrawn) Key => (Id, WithdrawnOn is not null);
}
