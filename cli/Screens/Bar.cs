namespace Workforce.Cli.Screens;

/// <summary>How far one step has come. Whoever does the work sets the numbers; <see cref="Bars"/> shows them.</summary>
/// <param name="label">What the step does.</param>
/// <param name="total">When it is done; 0 while nobody knows.</param>
/// <param name="format">Writes a number, <see cref="Words.Number"/> by default.</param>
public sealed class Bar(string label, long total = 0, Func<long, string>? format = null)
{
    private long _value;
    private long _total = total;

    public string Label => label;

    public long Value
    {
        get => Interlocked.Read(ref _value);
        set => Interlocked.Exchange(ref _value, value);
    }

    public long Total
    {
        get => Interlocked.Read(ref _total);
        set => Interlocked.Exchange(ref _total, value);
    }

    /// <summary><c>1,500 of 2,180</c></summary>
    public string Count => Total > 0 ? $"{Written(Value)} of {Written(Total)}" : Written(Value);

    private string Written(long number) => format is null ? Words.Number(number) : format(number);
}
