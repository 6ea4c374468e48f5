using System.Diagnostics;

namespace Workforce.Bench.Screens;

/// <summary>Says every few seconds how far something is.</summary>
internal sealed class Percentage(string what) : IProgress<double>
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    private readonly Stopwatch _since = Stopwatch.StartNew();

    public void Report(double value)
    {
        if (_since.Elapsed < Between)
            return;
        _since.Restart();
        Stage.Say($"  {value:P0} {what}");
    }
}
