using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>
/// <c>reminders</c> of <c>policy.yaml</c>: how many days before reminders are sent (pengingat). Contract reminds workers and the personnel
/// office, Evaluation heads.
/// </summary>
public static class RemindersSection
{
    private const int MostDays = 366;

    /// <returns>Null when the policy has no such section: none is sent.</returns>
    /// <exception cref="BadInputException">A field is invalid.</exception>
    public static RemindersPolicy? Read(YamlSection file) =>
        In(file) is { } section ? new RemindersPolicy { DaysBeforeEnd = { section.WholeNumbers("days_before_end", 1, MostDays) } } : null;

    /// <returns>Days before heads must have rated; none when the policy has no such section.</returns>
    /// <exception cref="BadInputException">A field is invalid.</exception>
    public static IReadOnlyList<int> HeadsBeforeDue(YamlSection file) => In(file) is { } section ? [.. section.WholeNumbers("heads_before_due", 1, MostDays)] : [];

    private static YamlSection? In(YamlSection file) => file.OptionalSection("reminders")?.Allow("days_before_end", "heads_before_due");
}
