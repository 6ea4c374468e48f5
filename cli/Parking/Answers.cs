using Workforce.Cli.Errors;

namespace Workforce.Cli.Parking;

/// <summary>What several services answered.</summary>
/// <param name="Replies">Of those that answered.</param>
/// <param name="Failures">A sentence for each that did not.</param>
public sealed record Answers<TReply>(IReadOnlyList<(string Service, TReply Reply)> Replies, IReadOnlyList<string> Failures)
{
    /// <exception cref="NotRunningException">Somebody did not answer.</exception>
    public void ThrowIfIncomplete()
    {
        if (Failures.Count > 0)
            throw new NotRunningException(string.Join("; ", Failures) + (Replies.Count > 0 ? "; the other services have answered" : ""));
    }
}
