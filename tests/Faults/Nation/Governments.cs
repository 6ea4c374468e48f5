namespace Workforce.Faults.Nation;

/// <summary>
/// The nation's proportions: 588 governments, 66 central and 522 regional, of which the largest has about thirty times the
/// contracts of the smallest, and 5 to 60 units each, more where there are more contracts.
/// </summary>
public static class Governments
{
    public const int All = 588;

    private const int FewestUnits = 5;
    private const int MostUnits = 60;

    /// <summary>Shares a number of contracts out; governments that would have none are left out.</summary>
    public static IReadOnlyList<Government> Of(int contracts)
    {
        var weights = Enumerable.Range(1, All).Select(rank => 1.0 / (rank + 20)).ToList();
        var total = weights.Sum();
        var shared = 0;
        var sum = 0.0;
        var governments = new List<Government>(All);
        foreach (var (number, weight) in weights.Index())
        {
            sum += weight;
            var upTo = (int)Math.Round(contracts * sum / total);
            governments.Add(Create(number + 1, weight / weights[0], upTo - shared));
            shared = upTo;
        }
        return [.. governments.Where(government => government.Contracts > 0)];
    }

    /// <summary>One more, beside the nation's own.</summary>
    public static Government Small(int number, int contracts) => Create(number, 0.5, contracts);

    private static Government Create(int number, double size, int contracts)
    {
        var units = FewestUnits + (int)((MostUnits - FewestUnits) * size);
        var ids = new SeededIds(number);
        return new(number, ids.Next(), ids.Next(units), ids.Next(units), contracts);
    }
}
