using Workforce.Cli.Errors;

namespace Workforce.Cli.DeadLetters;

/// <summary>The answers of several services.</summary>
/// <param name="Replies">One of each service that answered.</param>
/// <param name="Failures">One sentence for each service that did not.</param>
public sealed record Answers<TReply>(IReadOnlyList<(string Service, TReply Reply)> Replies, IReadOnlyList<string> Failures)
{
    /// <exception cref="NotRunningException">A service did not answer.</exception>
    public void ThrowIfIncomplete()
    {
        if (Failures.Count > 0)
            throw new NotRunningException(string.Join("; ", Failures) + (Replies.Count > 0 ? "; the other services have answered" : ""));
    }
}
