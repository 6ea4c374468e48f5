namespace Workforce.Notification.Rounds;

/// <summary>What a city's notices have in common, as it is now. <c>Peers/Letterheads</c> asks Registry and Contract.</summary>
public delegate Task<Letterhead> GetLetterhead(Guid cityId, CancellationToken cancellation);

/// <summary>What a city's notices have in common (kop surat).</summary>
/// <param name="CityName">For example <c>Kota Kupang</c>.</param>
/// <param name="AskAt">The office where workers ask or object; empty where the city has no policy that says it.</param>
/// <param name="Language">Of what the city writes: <c>id</c> or <c>en</c>.</param>
public sealed record Letterhead(string CityName, string AskAt, string Language);
