using System.Globalization;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>A wage in whole rupiah: <c>1250000</c>, <c>1.250.000</c>, <c>Rp 1.250.000,00</c>.</summary>
public static class WageField
{
    private const long Most = 1_000_000_000_000;
    private const int GroupLength = 3;
    private const string Negative = "is negative";

    /// <summary>What is wrong with a wage, whether a cell or a correction says it; null when it can be.</summary>
    /// <param name="rupiah">Whole rupiah.</param>
    public static string? FaultOf(long rupiah) => rupiah < 0 ? Negative : rupiah > Most ? "is too large" : null;

    /// <param name="text">The cell without surplus blanks.</param>
    /// <param name="rupiah">Whole rupiah.</param>
    /// <param name="fault">What is wrong, when it is none.</param>
    public static bool TryRead(string text, out long rupiah, out string fault)
    {
        fault = "is not an amount in rupiah like 1250000, 1.250.000 or Rp 1.250.000,00";
        rupiah = 0;
        var amount = WithoutCurrency(text);
        if ((amount.StartsWith('-') || amount.StartsWith('(') || text.StartsWith('-')) && amount.ContainsAnyInRange('1', '9'))
        {
            fault = Negative;
            return false;
        }
        if (!TryCutSen(ref amount))
        {
            fault = "is not in whole rupiah";
            return false;
        }
        if (!TryReadGroups(amount, out rupiah))
            return false;
        fault = FaultOf(rupiah) ?? "";
        return fault.Length == 0;
    }

    private static ReadOnlySpan<char> WithoutCurrency(string text)
    {
        ReadOnlySpan<char> amount = text;
        if (amount.StartsWith("Rp", StringComparison.OrdinalIgnoreCase))
            amount = amount[2..].TrimStart('.');
        else if (amount.StartsWith("IDR", StringComparison.OrdinalIgnoreCase))
            amount = amount[3..];
        return amount.Trim();
    }

    /// <summary>Cuts <c>,00</c>, <c>,0</c> or <c>,-</c>; sen that are not zero are no whole rupiah.</summary>
    private static bool TryCutSen(ref ReadOnlySpan<char> amount)
    {
        var comma = amount.IndexOf(',');
        if (comma < 0)
            return true;
        var sen = amount[(comma + 1)..];
        if (sen is not "-" && (sen.Length is 0 or > 2 || sen.ContainsAnyExceptInRange('0', '9')))
            return true; // not sen at all: the groups will be refused
        amount = amount[..comma];
        return sen is "-" || !sen.ContainsAnyExcept('0');
    }

    private static bool TryReadGroups(ReadOnlySpan<char> amount, out long rupiah)
    {
        rupiah = 0;
        if (amount.Length is 0 or > 24)
            return false;
        var grouped = amount.Contains('.');
        Span<char> digits = stackalloc char[24];
        var length = 0;
        var first = true;
        foreach (var part in amount.Split('.'))
        {
            var group = amount[part];
            if (grouped && (first ? group.Length is 0 or > GroupLength : group.Length != GroupLength))
                return false;
            group.CopyTo(digits[length..]);
            length += group.Length;
            first = false;
        }
        return long.TryParse(digits[..length], NumberStyles.None, CultureInfo.InvariantCulture, out rupiah);
    }
}
