using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Denials;

/// <summary>A person all of whose tokens, or one token, that is no longer accepted.</summary>
/// <param name="Denied">Whom or what.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">UTC, real time.</param>
public sealed record Denial(Guid Id, Denied Denied, string Reason, Actor By, DateTime At);
