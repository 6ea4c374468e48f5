using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Policies;

namespace Workforce.Contract.Reminders;

/// <summary>What is to be reminded of (pengingat): the contracts of a city that end on one day, by the nearest step that they have reached.</summary>
/// <param name="Policy">In force today in the city.</param>
/// <param name="ReceivedBefore">Contracts that arrived later wait: their workers' next contracts may be on the way.</param>
public sealed record DueReminders(City City, Policy Policy, UnremindedDay Day, DateTime ReceivedBefore)
{
    /// <summary>The step, and those that it supersedes where they were missed.</summary>
    public int[] Steps => [.. Policy.DaysBeforeEnd.NearestFirst.Where(step => step >= Day.Step)];
}

/// <summary>How many contracts of a last day are reminded by a step.</summary>
/// <param name="Superseded">That a nearer step reminds instead.</param>
/// <param name="FirstSentAt">Null when none is sent; likewise the last.</param>
public sealed record ReminderCount(DateOnly LastDay, int Step, int Sent, int Superseded, DateTime? FirstSentAt, DateTime? LastSentAt);
