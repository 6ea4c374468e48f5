using Workforce.Notification.Cycles;
using Workforce.Notification.Templates;

namespace Workforce.Notification.Notices;

/// <summary>Puts a notice into words.</summary>
public static class NoticeText
{
    /// <summary>The template of notices that a contract ended.</summary>
    public const string Template = "contract-ended";

    /// <param name="templates">The wording.</param>
    /// <param name="notice">What is told.</param>
    /// <param name="cycle">The notice's cycle.</param>
    /// <param name="language">One that the library speaks.</param>
    public static RenderedText Write(TemplateLibrary templates, Notice notice, Cycle cycle, string language)
    {
        var unit = cycle.Units[notice.UnitId];
        return templates.Render(language, Template, notice.TemplateVersion, new
        {
            City = cycle.CityName,
            Unit = unit.Name,
            notice.Recipient,
            notice.KeepsWorking,
            cycle.LastDay,
            cycle.StayHomeFrom,
            cycle.DueDay,
            unit.HeadName,
            unit.HeadTitle,
            cycle.CircularNumber,
            cycle.DecidedOn,
            cycle.SignatoryName,
            cycle.SignatoryTitle,
            cycle.AskAt,
            cycle.ObjectionDays,
        });
    }
}
