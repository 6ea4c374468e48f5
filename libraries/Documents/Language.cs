using System.Globalization;
using HandlebarsDotNet;

namespace Workforce.Documents;

/// <summary>
/// How one language writes days and numbers in a template: <c>{{day D}}</c>, <c>{{weekday D}}</c>, <c>{{number N}}</c>,
/// <c>{{upper S}}</c> and <c>{{ordinal I}}</c> (counts from one). The machine's own locale plays no part.
/// </summary>
internal sealed class Language
{
    private readonly IHandlebars _handlebars = Handlebars.Create(new HandlebarsConfiguration
    {
        // Plain text, not HTML; and a misspelt name in a template is an error, not a gap in a letter.
        NoEscape = true,
        ThrowOnUnresolvedBindingExpression = true,
    });

    /// <param name="culture">Whose names of days and months, for example <c>id-ID</c>.</param>
    /// <exception cref="CultureNotFoundException">The machine has no data of that culture.</exception>
    public Language(CultureInfo culture)
    {
        Add("day", value => ((DateOnly)value).ToString("d MMMM yyyy", culture));
        Add("weekday", value => ((DateOnly)value).ToString("dddd, d MMMM yyyy", culture));
        Add("number", value => ((int)value).ToString("N0", culture));
        Add("upper", value => ((string)value).ToUpper(culture));
        Add("ordinal", value => ((int)value + 1).ToString(culture));
    }

    public HandlebarsTemplate<object, object> Compile(string template) => _handlebars.Compile(template);

    private void Add(string name, Func<object, string> write) =>
        _handlebars.RegisterHelper(name, (output, _, arguments) => output.WriteSafeString(write(arguments[0]!)));
}
