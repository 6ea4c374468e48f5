using Workforce.Documents;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Notification.Api;

/// <summary>Reads the field <c>language</c> of a request.</summary>
internal static class LanguageField
{
    /// <returns>Null when the city's own language is meant.</returns>
    /// <exception cref="InvalidInputException">There are no templates in it.</exception>
    public static string? Optional(string language) =>
        language.Length == 0 ? null
        : TemplateLibrary.Speaks(language) ? language
        : throw new InvalidInputException("language", language, $"is not one of {string.Join(", ", TemplateLibrary.Languages)}");
}
