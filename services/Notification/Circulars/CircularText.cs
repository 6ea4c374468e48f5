using Workforce.Notification.Cycles;
using Workforce.Documents;

namespace Workforce.Notification.Circulars;

/// <summary>The public text of a cycle (surat edaran): since when to stay home, and which units keep working.</summary>
public static class CircularText
{
    public const string Template = "circular";

    /// <summary>Names of the units on the exemption list, in order.</summary>
    public static IReadOnlyList<string> ExemptedUnitsOf(Cycle cycle) =>
        [.. cycle.Units.Values.Where(unit => unit.KeepsWorking).Select(unit => unit.Name).Order(NameOrder.Comparer)];

    /// <param name="templates">The wording.</param>
    /// <param name="cycle">What the city decided.</param>
    /// <param name="language">One that the library speaks.</param>
    public static RenderedText Write(TemplateLibrary templates, Cycle cycle, string language) =>
        templates.Render(language, Template, cycle.CircularVersion, new
        {
            City = cycle.CityName,
            ExemptedUnits = ExemptedUnitsOf(cycle),
            cycle.LastDay,
            cycle.StayHomeFrom,
            cycle.DueDay,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.SignatoryName,
            cycle.SignatoryTitle,
            cycle.AskAt,
        });
}
