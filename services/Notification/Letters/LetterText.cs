using Workforce.Notification.Cycles;
using Workforce.Documents;

namespace Workforce.Notification.Letters;

/// <summary>Puts a letter into words.</summary>
public static class LetterText
{
    /// <summary>The template of letters that ask a head for evaluations.</summary>
    public const string Template = "evaluation-request";

    /// <param name="cycle">The letter's cycle.</param>
    /// <param name="names">Of the workers to rate, in any order; null where the register did not have one.</param>
    /// <param name="language">One of the library's.</param>
    public static RenderedText Write(
        TemplateLibrary templates, Letter letter, Cycle cycle, IReadOnlyCollection<string?> names, string language)
    {
        var unit = cycle.Units[letter.UnitId];
        return templates.Render(language, Template, letter.TemplateVersion, new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            unit.HeadName,
            unit.HeadTitle,
            unit.KeepsWorking,
            Workers = names.Count,
            Names = InOrder(names),
            cycle.LastDay,
            cycle.StayHomeFrom,
            cycle.DueDay,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.AskAt,
        });
    }

    private static List<string?> InOrder(IEnumerable<string?> names) =>
        [.. names.OrderBy(name => name is null).ThenBy(name => name, NameOrder.Comparer).ThenBy(name => name, StringComparer.Ordinal)];
}
