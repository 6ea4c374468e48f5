namespace Workforce.ServiceDefaults.Errors;

/// <summary>What the caller named is not there: NOT_FOUND.</summary>
/// <param name="what">The kind of thing, for example <c>city</c>.</param>
/// <param name="value">The name in the request, cut when it is long.</param>
/// <param name="hint">What the caller may have meant, as a sentence.</param>
public sealed class NotFoundException(string what, string value, string? hint = null)
    : Exception($"{what} '{Excerpt.OfValue(value)}' is not known{(hint is null ? "" : $"; {hint}")}")
{
    public string What { get; } = what;
}
