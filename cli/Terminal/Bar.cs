namespace Workforce.Cli.Terminal;

/// <summary>The progress of one step. The step sets the numbers; <see cref="Bars"/> shows them.</summary>
/// <param name="total">The value of a finished step; 0 while it is unknown.</param>
/// <param name="format">Formats a number, <see cref="Words.Number"/> by default.</param>
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
    public string Count => Total > 0 ? $"{Format(Value)} of {Format(Total)}" : Format(Value);

    private string Format(long number) => format is null ? Words.Number(number) : format(number);
}
