using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>reminders</c> of <c>policy.yaml</c>: how many days before reminders are sent (pengingat). Contract has it.</summary>
public static class RemindersSection
{
    /// <returns>Null when the policy has no such section: none is sent.</returns>
    /// <exception cref="BadInputException">A field is invalid.</exception>
    public static RemindersPolicy? Read(YamlSection file)
    {
        if (file.OptionalSection("reminders")?.Allow("days_before_end", "heads_before_due") is not { } section)
            return null;
        return new RemindersPolicy
        {
            DaysBeforeEnd = { section.WholeNumbers("days_before_end", 1, 366) },
            HeadsBeforeDue = { section.WholeNumbers("heads_before_due", 1, 366) },
        };
    }
}
