using Grpc.Core;
using Workforce.Notification.Cycles;
using Workforce.Notification.Notices;
using Workforce.Notification.Reminders;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/notices.proto</c>.</summary>
public sealed class NoticeEndpoint(NoticeStore notices, CycleStore cycles, ReminderStore reminders, TemplateLibrary templates, AccessLog accesses)
    : V1.NoticeService.NoticeServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 5_000;
    private const int LargestPageWithText = 500;
    private const int CyclesNamed = 10;

    public override async Task<V1.ListNoticesReply> ListNotices(V1.ListNoticesRequest request, ServerCallContext context)
    {
        var workerId = Field.OptionalUuid("worker_id", request.WorkerId);
        var cycleId = Field.OptionalUuid("cycle_id", request.CycleId);
        var language = LanguageField.Optional(request.Language);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, request.WithText ? LargestPageWithText : LargestPage);
        var (call, cancellation) = (context.Allowed(), context.CancellationToken);

        var rows = (workerId, cycleId) switch
        {
            ({ } worker, _) => await notices.ListOfWorkerAsync(worker, cycleId, NoticeWire.InboxAfterFrom(page), page.Size, call.Reach, cancellation),
            (null, { } cycle) => await notices.ListOfCycleAsync(cycle, NoticeWire.AfterFrom(page), page.Size, call.Reach, cancellation),
            _ => throw new InvalidInputException("worker_id", null, "is required unless cycle_id is given"),
        };
        var reminderOf = await reminders.ListAsync(rows.Select(row => row.Reminder).OfType<Guid>(), cancellation);
        return new V1.ListNoticesReply
        {
            Notices = { request.WithText ? await WithTextAsync(rows, reminderOf, language, call, cancellation) : WithoutText(rows, reminderOf, call) },
            NextPageToken = page.Next(rows, row => workerId is null ? NoticeWire.KeyOf(row) : NoticeWire.InboxKeyOf(row)),
        };
    }

    public override async Task<V1.ListNoticesReply> ListOfficeNotices(V1.ListOfficeNoticesRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var language = LanguageField.Optional(request.Language);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPageWithText);
        var cancellation = context.CancellationToken;

        var rows = await notices.ListOfOfficeAsync(cityId, NoticeWire.InboxAfterFrom(page), page.Size, context.Allowed().Reach, cancellation);
        var reminderIds = rows.Select(row => row.Reminder).OfType<Guid>().ToList();
        var reminderOf = await reminders.ListAsync(reminderIds, cancellation);
        var contractsOf = await reminders.CountContractsAsync(reminderIds, cancellation);
        return new V1.ListNoticesReply { Notices = { rows.Select(ToWire) }, NextPageToken = page.Next(rows, NoticeWire.InboxKeyOf) };

        V1.Notice ToWire(Notice row)
        {
            var reminder = reminderOf[row.Reminder!.Value];
            var written = NoticeText.WriteToOffice(templates, row, reminder, contractsOf[reminder.Id], language ?? reminder.Language);
            var notice = NoticeWire.ToWire(row, reminder);
            (notice.Subject, notice.Text) = (written.Subject, written.Text);
            return notice;
        }
    }

    public override async Task<V1.CountNoticesReply> CountNotices(V1.CountNoticesRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var (keepWorking, stayHome, continuing, takenBack) = await notices.CountAsync(cycleId, context.Allowed().Reach, context.CancellationToken);
        return new V1.CountNoticesReply { KeepWorking = keepWorking, StayHome = stayHome, Continuing = continuing, TakenBack = takenBack };
    }

    // One for each city: its auditor sees those of the own city.
    private static IEnumerable<Accessed> AccessedIn(IReadOnlyList<Notice> rows, Func<Notice, Guid?> cityOf) => rows
        .Where(row => row.Recipient.Kind is RecipientKind.Worker)
        .GroupBy(cityOf)
        .Select(city => new Accessed(city.Key, [.. city.Select(row => row.Recipient.Id).Distinct()], SelectionOf(city)));

    private static string SelectionOf(IEnumerable<Notice> rows)
    {
        var cyclesOf = rows.Select(row => row.CycleId).OfType<Guid>().Distinct().Take(CyclesNamed).ToList();
        return cyclesOf.Count == 0 ? "notices of reminders" : $"notices of cycles {string.Join(", ", cyclesOf)}";
    }

    // The facts without the text name no one.
    private static IEnumerable<V1.Notice> WithoutText(IReadOnlyList<Notice> rows, IReadOnlyDictionary<Guid, Reminder> reminderOf, AllowedCall call)
    {
        AccessLog.NothingPersonal(call);
        return rows.Select(row => NoticeWire.ToWire(row, reminderOf.GetValueOrDefault(row.Reminder ?? default)));
    }

    private async Task<IEnumerable<V1.Notice>> WithTextAsync(
        IReadOnlyList<Notice> rows, IReadOnlyDictionary<Guid, Reminder> reminderOf, string? language, AllowedCall call, CancellationToken cancellation)
    {
        var cycleOf = await cycles.ListAsync(rows.Select(row => row.CycleId).OfType<Guid>(), cancellation);
        AccessLog.NothingPersonal(call);
        await Task.WhenAll(AccessedIn(rows, row => CycleOf(row)?.CityId ?? ReminderOf(row)?.CityId).Select(accessed => accesses.WriteAsync(call, accessed)));
        return rows.Select(row =>
        {
            var written = TextOf(row);
            var notice = NoticeWire.ToWire(row, ReminderOf(row));
            (notice.Subject, notice.Text) = (written.Subject, written.Text);
            return notice;
        });

        Cycle? CycleOf(Notice row) => row.CycleId is { } cycleId ? cycleOf[cycleId] : null;

        Reminder? ReminderOf(Notice row) => row.Reminder is { } reminderId ? reminderOf[reminderId] : null;

        RenderedText TextOf(Notice row) => ReminderOf(row) is { } reminder
            ? NoticeText.Write(templates, row, reminder, language ?? reminder.Language)
            : NoticeText.Write(templates, row, CycleOf(row), language ?? CycleOf(row)?.Language ?? TemplateLibrary.DefaultLanguage);
    }
}
