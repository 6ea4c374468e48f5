namespace Workforce.ServiceDefaults.Errors;

/// <summary>The caller sent something that cannot be: INVALID_ARGUMENT.</summary>
/// <param name="field">The field's path in the request as protobuf names it, for example <c>work_units[2].code</c>.</param>
/// <param name="value">What was sent, cut when it is long; null when nothing was, or when it must not be repeated.</param>
/// <param name="reason">What is wrong with it.</param>
/// <param name="part">What of the field is meant where that has a name of its own, as a row of a file has: the message says it instead.</param>
public sealed class InvalidInputException(string field, string? value, string reason, string? part = null)
    : Exception(value is null ? $"{part ?? field}: {reason}" : $"{part ?? field} '{Excerpt.OfValue(value)}': {reason}")
{
    public string Field { get; } = field;

    /// <summary>What is wrong, for those who know the field.</summary>
    public string Violation { get; } =
        (part is null ? "" : $"{part}: ") + (value is null ? reason : $"'{Excerpt.OfValue(value)}' {reason}");
}
