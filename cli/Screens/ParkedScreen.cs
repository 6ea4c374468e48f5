using System.Globalization;
using Spectre.Console;
using Workforce.Cli.Parking;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Screens;

/// <summary>What <c>parked</c> answers.</summary>
public static class ParkedScreen
{
    public static void Show(Screen screen, Answers<ListParkedReply> answers)
    {
        foreach (var (service, reply) in answers.Replies)
        {
            foreach (var place in reply.Messages.GroupBy(message => (message.Queue, message.Place)))
                ShowPlace(screen, place.Key.Queue, place.Key.Place, [.. place]);
            if (reply.More > 0)
                screen.Line($"  and {Words.Number(reply.More)} more of {Words.Safe(service)}");
        }

        var parked = answers.Replies.Sum(answer => answer.Reply.Messages.Count + answer.Reply.More);
        if (parked > 0)
            screen.Line($"[bold]{Words.Count(parked, "parked message")}[/]. [dim]Next:[/] workforce parked retry, or drop, with --all, --service SERVICE or --id ID");
        else if (answers.Failures.Count == 0)
            screen.Line("[green]✓[/] Nothing is parked.");
    }

    /// <param name="screen">Where.</param>
    /// <param name="done">What was done with them, for example <c>dropped</c>.</param>
    /// <param name="counts">Messages by service.</param>
    public static void ShowDone(Screen screen, string done, IReadOnlyList<(string Service, long Count)> counts)
    {
        foreach (var (service, count) in counts.Where(answer => answer.Count > 0))
            screen.Line($"[green]✓[/] {Words.Safe(service)}: {Words.Count(count, "message")} {done}");
        if (counts.All(answer => answer.Count == 0))
            screen.Line($"No message was {done}.");
    }

    private static void ShowPlace(Screen screen, string queue, ParkedPlace place, IReadOnlyList<ParkedMessage> messages)
    {
        screen.Line($"[bold]{Words.Safe(queue)}[/], {Of(place)}");
        var table = new Table()
            .Border(screen.IsLive ? TableBorder.Rounded : TableBorder.Simple)
            .AddColumn(new TableColumn("Message id").NoWrap())
            .AddColumn("Event")
            .AddColumn(new TableColumn("Parked (UTC)").NoWrap())
            .AddColumn(new TableColumn("Size").RightAligned().NoWrap())
            .AddColumn("Why");
        foreach (var message in messages)
            table.AddRow(Words.Safe(message.MessageId), Words.Safe(Event(message)), At(message), Words.Bytes(message.SizeBytes), Words.Safe(Why(message)));
        screen.Console.Write(table);
    }

    private static string Of(ParkedPlace place) => place switch
    {
        ParkedPlace.Error => "handling failed",
        ParkedPlace.Skipped => "skipped",
        ParkedPlace.Dead => "given up",
        _ => "parked",
    };

    private static string Event(ParkedMessage message) => message.EventType.Split(".Events.") is [_, var name] ? name : message.EventType;

    private static string At(ParkedMessage message) =>
        message.ParkedAt?.ToDateTimeOffset().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "";

    private static string Why(ParkedMessage message) => (message.ExceptionType.Split('.')[^1], message.Reason) switch
    {
        ("", var reason) => reason,
        (var type, "") => type,
        var (type, reason) => $"{type}: {reason}",
    };
}
