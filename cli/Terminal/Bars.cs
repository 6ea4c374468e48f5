using System.Diagnostics;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Workforce.Cli.Terminal;

/// <summary>Shows the progress of steps: moving bars on a terminal, a line every two seconds elsewhere.</summary>
public static class Bars
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(2);
    private const int LabelWidth = 20;
    private static readonly Style Done = new(Color.Green);

    /// <summary>Runs <paramref name="work"/> to its end, showing <paramref name="bars"/> meanwhile and once more at the end.</summary>
    public static async Task ShowAsync(Screen screen, IReadOnlyList<Bar> bars, Func<Task> work)
    {
        if (screen.IsLive)
            await MoveAsync(screen, bars, work);
        else
            await WriteLinesAsync(screen, bars, work);
    }

    private static Task MoveAsync(Screen screen, IReadOnlyList<Bar> bars, Func<Task> work)
    {
        var counts = new CountColumn();
        return screen.Console.Progress()
            .AutoClear(false)
            .HideCompleted(false)
            .Columns(
                new LabelColumn(),
                new ProgressBarColumn { Width = 32, CompletedStyle = Done, FinishedStyle = Done },
                counts)
            .StartAsync(async progress =>
            {
                foreach (var bar in bars)
                    counts.Bars[progress.AddTask(bar.Label)] = bar;
                var working = work();
                while (!working.IsCompleted)
                {
                    counts.Draw();
                    await Task.WhenAny(working, Task.Delay(Frame));
                }

                counts.Draw();
                progress.Refresh();
                await working;
            });
    }

    private static async Task WriteLinesAsync(Screen screen, IReadOnlyList<Bar> bars, Func<Task> work)
    {
        var written = "";
        var last = Stopwatch.GetTimestamp();
        var working = work();
        while (!working.IsCompleted)
        {
            await Task.WhenAny(working, Task.Delay(Frame));
            if (Stopwatch.GetElapsedTime(last) < BetweenLines)
                continue;
            last = Stopwatch.GetTimestamp();
            Write();
        }

        await working;
        Write();

        void Write()
        {
            var line = string.Join(" · ", bars.Select(bar => $"{bar.Label} {bar.Count}"));
            if (line == written)
                return;
            written = line;
            screen.Verbatim($"  {line}");
        }
    }

    // Spectre's own column trims the text, so bars of one group would not align with those of the next.
    private sealed class LabelColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text($"  {task.Description.PadRight(LabelWidth)}");

        public override int? GetColumnWidth(RenderOptions options) => LabelWidth + 2;
    }

    private sealed class CountColumn : ProgressColumn
    {
        public Dictionary<ProgressTask, Bar> Bars { get; } = [];

        public void Draw()
        {
            foreach (var (task, bar) in Bars)
            {
                task.IsIndeterminate = bar.Total == 0;
                task.MaxValue = Math.Max(bar.Total, 1);
                task.Value = bar.Value;
            }
        }

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Markup(Bars.TryGetValue(task, out var bar) ? Words.Safe(bar.Count) : "");
    }
}
