using Workforce.Contract.Events;

namespace Workforce.Notification.Separations;

/// <summary>That a worker has left the list (pemberhentian), as far as its notice is written from it.</summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="UnitName">On the day of the message; null where the register did not have it.</param>
/// <param name="EffectiveOn">The first day on which the worker is separated.</param>
/// <param name="AskAt">The office where workers ask; empty where the city has not said it.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record Separation(
    Guid Id, Guid CityId, string CityName, string? UnitName, SeparationCode Code, DateOnly EffectiveOn, string AskAt, string Language)
{
    /// <summary>Whether there is a worker to notify: not of one who died, and not of one who never was.</summary>
    public static bool IsNotified(SeparationCode code) => code is not (SeparationCode.Died or SeparationCode.NeverExisted);
}
