namespace Workforce.Bench.Screens;

internal static class Medians
{
    /// <summary>The middle one; the mean of the two middle ones of an even number.</summary>
    public static double Median(this IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Median<T>(this IEnumerable<T> items, Func<T, double> value) => items.Select(value).Median();
}
