using System.Text.RegularExpressions;

namespace Workforce.AppHost.Lifecycle;

/// <summary>The last lines of a service's or server's output.</summary>
internal sealed partial class LastWords(ResourceLoggerService loggers)
{
    private const int Lines = 20;

    // Lines reach the host a moment after their process wrote them.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>At most 20 lines, without time stamps, colours, stack frames and lines of Aspire itself.</summary>
    /// <param name="id">Of the resource's process.</param>
    public async Task<IReadOnlyList<string>> OfAsync(string id)
    {
        var last = new Queue<string>();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await foreach (var batch in loggers.WatchAsync(id).WithCancellation(timeout.Token))
                foreach (var line in batch)
                    Keep(Decoration().Replace(line.Content, ""), last);
        }
        catch (OperationCanceledException)
        {
        }
        return [.. last];
    }

    private static void Keep(string line, Queue<string> last)
    {
        if (string.IsNullOrWhiteSpace(line) || Noise().IsMatch(line))
            return;
        last.Enqueue(line.TrimEnd());
        if (last.Count > Lines)
            last.Dequeue();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+ |\x1b\[[0-9;]*m")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"^\s+at |^\[sys\] |^No custom certificate authorities |^--- End of ")]
    private static partial Regex Noise();
}
