namespace Workforce.ServiceDefaults.Errors;

/// <summary>The caller sent something that cannot be: INVALID_ARGUMENT.</summary>
/// <param name="field">The field's name on the wire.</param>
/// <param name="value">What was sent; null when nothing was, or when it must not be repeated.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class InvalidInputException(string field, string? value, string reason)
    : Exception(value is null ? $"{field}: {reason}" : $"{field} '{value}': {reason}")
{
    public string Field { get; } = field;
}
