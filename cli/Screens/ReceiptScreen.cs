using System.Text.Json;
using Spectre.Console;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>receipt</c>: what was recorded, what was not and why, and who has received a notice.</summary>
public static class ReceiptScreen
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static void Show(Screen screen, City city, RecordReceiptsByFileReply reply, TimeSpan time)
    {
        var mark = reply is { RowsRejected: 0, BrokenOff: false } ? "[green]✓[/]" : "[yellow]![/]";
        screen.Line($"{mark} [bold]{Words.Count(reply.RowsRead, "row")}[/] of receipts for {Words.Safe(city.Name)} read in {Words.Time(time)}");
        var counts = new Table().Border(TableBorder.None).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn("");
        counts.AddRow("  Recorded", Words.Number(reply.RowsRecorded), "[dim]from the day of receipt on the days to object are counted[/]");
        counts.AddRow("  Unchanged", Words.Number(reply.RowsUnchanged), "[dim]rows that say what is recorded already[/]");
        counts.AddRow("  Rejected", FindingsTable.Coloured(reply.RowsRejected, "red"), reply.RowsRejected == 0 ? "" : "[dim]make these rows right and hand the sheet in again[/]");
        screen.Console.Write(counts);
        FindingsTable.Show(screen, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, "the first 1,000");
        if (reply.BrokenOff)
            screen.Line("[red]Rows after the last one read were not looked at; the first finding says why.[/]");
        screen.Line($"[dim]Who has not received it yet:[/] workforce receipt list --missing --city {Words.Safe(city.Code)}");
    }

    /// <param name="reply">Of one receipt.</param>
    public static void Show(Screen screen, RecordReceiptsReply reply)
    {
        var outcome = reply.Outcomes[0];
        if (outcome.Field.Length > 0)
            screen.Line($"[red]Not recorded:[/] {Words.Safe(outcome.Field.Replace("receipts[0].", "", StringComparison.Ordinal))} {Words.Safe(outcome.Reason)}");
        if (outcome.Receipt is not { } receipt)
            return;
        var verb = outcome.Field.Length > 0 ? "[yellow]What stands:[/] received" : reply.Unchanged > 0 ? "[green]✓[/] Is recorded already: received" : "[green]✓[/] Recorded: received";
        var witness = receipt.Witness.Length == 0 ? "" : $", witness {Words.Safe(receipt.Witness)}";
        screen.Line($"{verb} on [bold]{Words.Day(receipt.ReceivedOn)}[/], {WordOf(receipt.Way)}{witness}; recorded by {Words.Safe(receipt.RecordedBy.Name)}");
    }

    public static void Show(Screen screen, City city, RoundReceipts receipts, bool onlyMissing)
    {
        var missing = receipts.Newest - receipts.Received;
        var mark = missing == 0 ? "[green]✓[/]" : "[yellow]…[/]";
        screen.Line($"{mark} [bold]{Words.Safe(city.Name)}[/]: {Words.Number(receipts.Received)} of {Words.Count(receipts.Newest, "worker")} received the newest notice of the rating, {Words.Number(missing)} did not");
        List<RoundReceipts.Entry> shown = [.. onlyMissing ? receipts.Missing : receipts.Entries];
        if (shown.Count == 0)
            return;
        var table = screen.Table();
        foreach (var name in (string[])["Unit", "Worker", "Contract", "Notice", "Issued (UTC)", "Received", "Way", "Witness"])
            table.AddColumn(name);
        foreach (var (notice, unit, worker, isNewest) in shown)
            table.AddRow(
                Words.Safe(unit), Words.Safe(worker), Words.Safe(notice.ContractId), NoticeOf(notice), Words.Moment(notice.IssuedAt),
                notice.Receipt is { } receipt ? Words.Safe(receipt.ReceivedOn) : isNewest ? "[yellow]no[/]" : "[dim]replaced[/]",
                notice.Receipt is { } by ? WordOf(by.Way) : "", Words.Safe(notice.Receipt?.Witness ?? ""));
        screen.Console.Write(table);
    }

    public static string ToJson(City city, Round round, RoundReceipts receipts, bool onlyMissing) => JsonSerializer.Serialize(
        new
        {
            City = city.Code,
            Round = round.Id,
            Workers = receipts.Newest,
            receipts.Received,
            Missing = receipts.Newest - receipts.Received,
            Notices = (onlyMissing ? receipts.Missing : receipts.Entries).Select(entry => new
            {
                Notice = entry.Notice.Id,
                Contract = entry.Notice.ContractId,
                Worker = entry.Notice.WorkerId,
                entry.Name,
                entry.Unit,
                Kind = entry.Notice.Kind is NoticeKind.ObjectionRuled ? "objection_ruled" : "rated",
                Version = entry.Notice.RatingVersion,
                Newest = entry.IsNewest,
                IssuedAt = entry.Notice.IssuedAt.ToDateTimeOffset(),
                entry.Notice.Receipt?.ReceivedOn,
                Way = entry.Notice.Receipt is { } receipt ? WordOf(receipt.Way).Replace(' ', '_') : null,
                entry.Notice.Receipt?.Witness,
                RecordedBy = entry.Notice.Receipt?.RecordedBy.Name,
            }),
        },
        Format);

    private static string NoticeOf(Notice notice) => notice.Kind is NoticeKind.ObjectionRuled ? $"ruling, version {notice.RatingVersion}" : $"rating, version {notice.RatingVersion}";

    private static string WordOf(ReceiptWay way) => way switch
    {
        ReceiptWay.HandedOver => "handed over",
        ReceiptWay.Post => "post",
        ReceiptWay.Message => "message",
        ReceiptWay.Inbox => "inbox",
        _ => $"way {(int)way}",
    };
}
