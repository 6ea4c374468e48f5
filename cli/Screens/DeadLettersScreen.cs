using Spectre.Console;
using Workforce.Cli.DeadLetters;
using Workforce.Cli.Terminal;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>dead-letters</c>.</summary>
public static class DeadLettersScreen
{
    public static void Show(Screen screen, Answers<ListDeadLettersReply> answers)
    {
        foreach (var (service, reply) in answers.Replies)
        {
            foreach (var queue in reply.DeadLetters.GroupBy(message => (message.Queue, message.Cause)))
                ShowQueue(screen, queue.Key.Queue, queue.Key.Cause, [.. queue]);
            if (reply.More > 0)
                screen.Line($"  and {Words.Number(reply.More)} more of {Words.Safe(service)}");
        }

        var count = answers.Replies.Sum(answer => answer.Reply.DeadLetters.Count + answer.Reply.More);
        if (count > 0)
            screen.Line($"[bold]{Words.Count(count, "dead letter")}[/]. [dim]Next:[/] workforce dead-letters requeue, or drop, with --all, --service SERVICE or --id ID");
        else if (answers.Failures.Count == 0)
            screen.Line("[green]✓[/] There are no dead letters.");
    }

    /// <param name="done">A past participle, for example <c>dropped</c>.</param>
    /// <param name="counts">Messages by service.</param>
    public static void ShowDone(Screen screen, string done, IReadOnlyList<(string Service, long Count)> counts)
    {
        foreach (var (service, count) in counts.Where(answer => answer.Count > 0))
            screen.Line($"[green]✓[/] {Words.Safe(service)}: {Words.Count(count, "message")} {done}");
        if (counts.All(answer => answer.Count == 0))
            screen.Line($"No message was {done}.");
    }

    /// <summary>Who requeued or dropped what, the newest first.</summary>
    public static void ShowActs(Screen screen, IReadOnlyList<(string Service, DeadLetterAct Act)> acts)
    {
        if (acts.Count == 0)
        {
            screen.Line("No dead letter has been requeued or dropped.");
            return;
        }
        var table = screen.Table();
        foreach (var name in (string[])["When (UTC)", "Service", "Act", "By", "Which", "Messages"])
            table.AddColumn(new TableColumn(name));
        foreach (var (service, act) in acts.OrderByDescending(entry => entry.Act.BegunAt.ToDateTimeOffset()))
            table.AddRow(
                Words.Moment(act.BegunAt), Words.Safe(service), act.Kind is DeadLetterActKind.Drop ? "drop" : "requeue", Words.Safe(act.By.Name),
                Words.Safe(act.Selection), act.HasDeadLetters ? Words.Number(act.DeadLetters) : "[yellow]did not end[/]");
        screen.Console.Write(table);
    }

    private static void ShowQueue(Screen screen, string queue, DeadLetterCause cause, IReadOnlyList<DeadLetter> messages)
    {
        screen.Line($"[bold]{Words.Safe(queue)}[/], {Of(cause)}");
        var table = screen.Table()
            .AddColumn(new TableColumn("Message id").NoWrap())
            .AddColumn("Event")
            .AddColumn(new TableColumn("Since (UTC)").NoWrap())
            .AddColumn(new TableColumn("Size").RightAligned().NoWrap())
            .AddColumn("Reason");
        foreach (var message in messages)
            table.AddRow(Words.Safe(message.MessageId), Words.Safe(Event(message)), At(message), Words.Bytes(message.SizeBytes), Words.Safe(ReasonOf(message)));
        screen.Console.Write(table);
    }

    private static string Of(DeadLetterCause cause) => cause switch
    {
        DeadLetterCause.Error => "handling failed",
        DeadLetterCause.Skipped => "skipped",
        DeadLetterCause.DeliveryLimit => "delivery limit reached",
        _ => "unknown cause",
    };

    private static string Event(DeadLetter message) => message.EventType.Split(".Events.") is [_, var name] ? name : message.EventType;

    private static string At(DeadLetter message) => message.DeadLetteredAt is { } at ? Words.Moment(at) : "";

    private static string ReasonOf(DeadLetter message) => (message.ExceptionType.Split('.')[^1], message.Reason) switch
    {
        ("", var reason) => reason,
        (var type, "") => type,
        var (type, reason) => $"{type}: {reason}",
    };
}
