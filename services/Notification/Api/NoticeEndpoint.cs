using Grpc.Core;
using Workforce.Notification.Notices;
using Workforce.Notification.Reminders;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/notices.proto</c>.</summary>
public sealed class NoticeEndpoint(NoticeStore notices, NoticeSources sources, ReminderStore reminders, TemplateLibrary templates, AccessLog accesses)
    : V1.NoticeService.NoticeServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 5_000;
    private const int LargestPageWithText = 500;
    private const int SelectionsNamed = 10;

    public override async Task<V1.ListNoticesReply> ListNotices(V1.ListNoticesRequest request, ServerCallContext context)
    {
        var (workerId, cycleId, roundId) = (
            Field.OptionalUuid("worker_id", request.WorkerId), Field.OptionalUuid("cycle_id", request.CycleId), Field.OptionalUuid("round_id", request.RoundId));
        var language = LanguageField.Optional(request.Language);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, request.WithText ? LargestPageWithText : LargestPage);
        var (call, cancellation) = (context.Allowed(), context.CancellationToken);

        var rows = (workerId, cycleId, roundId) switch
        {
            ({ } worker, _, _) => await notices.ListOfWorkerAsync(worker, cycleId, roundId, NoticeWire.InboxAfterFrom(page), page.Size, call.Reach, cancellation),
            (null, _, { } round) => await notices.ListOfRoundAsync(round, cycleId, NoticeWire.AfterFrom(page), page.Size, call.Reach, cancellation),
            (null, { } cycle, null) => await notices.ListOfCycleAsync(cycle, NoticeWire.AfterFrom(page), page.Size, call.Reach, cancellation),
            _ => throw new InvalidInputException("worker_id", null, "is required unless cycle_id or round_id is given"),
        };
        var frozen = await sources.ReadAsync(rows, request.WithText, cancellation);
        await LogAsync(rows, frozen, request.WithText, call);
        return new V1.ListNoticesReply
        {
            Notices = { rows.Select(row => request.WithText ? WithText(row, frozen, language) : NoticeWire.ToWire(row, frozen)) },
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
        var frozen = await sources.ReadAsync(rows, withText: true, cancellation);
        var contractsOf = await reminders.CountContractsAsync(rows.Select(row => row.Reminder).OfType<Guid>(), cancellation);
        return new V1.ListNoticesReply { Notices = { rows.Select(ToWire) }, NextPageToken = page.Next(rows, NoticeWire.InboxKeyOf) };

        V1.Notice ToWire(Notice row)
        {
            var reminder = frozen.ReminderOf(row)!;
            return NoticeWire.WithText(
                NoticeWire.ToWire(row, frozen), NoticeText.WriteToOffice(templates, row, reminder, contractsOf[reminder.Id], language ?? reminder.Language));
        }
    }

    public override async Task<V1.ListNoticesReply> ListHeadNotices(V1.ListHeadNoticesRequest request, ServerCallContext context)
    {
        var (cityId, unitId) = (Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("unit_id", request.UnitId));
        if ((cityId ?? unitId) is null)
            throw new InvalidInputException("city_id", null, "is required unless unit_id is given");
        var language = LanguageField.Optional(request.Language);
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPageWithText);
        var cancellation = context.CancellationToken;

        var rows = await notices.ListToHeadsAsync(cityId, unitId, NoticeWire.InboxAfterFrom(page), page.Size, context.Allowed().Reach, cancellation);
        var frozen = await sources.ReadAsync(rows, withText: true, cancellation);
        return new V1.ListNoticesReply { Notices = { rows.Select(row => WithText(row, frozen, language)) }, NextPageToken = page.Next(rows, NoticeWire.InboxKeyOf) };
    }

    public override async Task<V1.CountHeadNoticesReply> CountHeadNotices(V1.CountHeadNoticesRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var counts = await notices.CountToHeadsAsync(cityId, context.CancellationToken);
        return new V1.CountHeadNoticesReply { Counts = { counts.Select(NoticeWire.ToWire) } };
    }

    public override async Task<V1.CountReminderNoticesReply> CountReminderNotices(V1.CountReminderNoticesRequest request, ServerCallContext context)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var counts = await notices.CountOfRemindersAsync(cityId, context.CancellationToken);
        return new V1.CountReminderNoticesReply { Counts = { counts.Select(NoticeWire.ToWire) } };
    }

    public override async Task<V1.CountNoticesReply> CountNotices(V1.CountNoticesRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var (keepWorking, stayHome, continuing, takenBack) = await notices.CountAsync(cycleId, context.Allowed().Reach, context.CancellationToken);
        return new V1.CountNoticesReply { KeepWorking = keepWorking, StayHome = stayHome, Continuing = continuing, TakenBack = takenBack };
    }

    // The facts name no one; texts name the worker, and receipts who has witnessed and recorded them.
    private async Task LogAsync(IReadOnlyList<Notice> rows, FrozenSources frozen, bool withText, AllowedCall call)
    {
        AccessLog.NothingPersonal(call);
        await Task.WhenAll(AccessedIn([.. rows.Where(row => withText || row.Receipt is not null)], frozen).Select(accessed => accesses.WriteAsync(call, accessed)));
    }

    // One for each city: its auditor sees those of the own city.
    private static IEnumerable<Accessed> AccessedIn(IReadOnlyList<Notice> rows, FrozenSources frozen) => rows
        .Where(row => row.Recipient.Kind is RecipientKind.Worker)
        .GroupBy(frozen.CityOf)
        .Select(city => new Accessed(city.Key, [.. city.Select(row => row.Recipient.Id).Distinct()], SelectionOf(city)));

    private static string SelectionOf(IEnumerable<Notice> rows)
    {
        var (cyclesOf, roundsOf) = (Named(rows.Select(row => row.CycleId)), Named(rows.Select(row => row.RoundId)));
        return (cyclesOf.Length, roundsOf.Length) switch
        {
            (0, 0) => rows.Any(row => (row.SeparationId ?? row.DecisionId) is not null) ? "notices of reminders, separations and decisions" : "notices of reminders",
            (_, 0) => $"notices of cycles {cyclesOf}",
            (0, _) => $"notices of rounds {roundsOf}",
            _ => $"notices of cycles {cyclesOf}, of rounds {roundsOf}",
        };
    }

    private static string Named(IEnumerable<Guid?> ids) => string.Join(", ", ids.OfType<Guid>().Distinct().Take(SelectionsNamed));

    private V1.Notice WithText(Notice row, FrozenSources frozen, string? language) =>
        NoticeWire.WithText(NoticeWire.ToWire(row, frozen), frozen.Write(templates, row, language));
}
