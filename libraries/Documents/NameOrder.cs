using System.Globalization;

namespace Workforce.Documents;

/// <summary>The order in which letters and circulars list names, whatever their language and the machine's own locale.</summary>
public static class NameOrder
{
    public static StringComparer Comparer { get; } =
        StringComparer.Create(CultureInfo.GetCultureInfo("id-ID"), CompareOptions.IgnoreCase);
}
