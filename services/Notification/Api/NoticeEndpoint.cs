using Grpc.Core;
using Workforce.Notification.Cycles;
using Workforce.Notification.Notices;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/notices.proto</c>.</summary>
public sealed class NoticeEndpoint(NoticeStore notices, CycleStore cycles, TemplateLibrary templates, AccessLog accesses)
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
        return new V1.ListNoticesReply
        {
            Notices = { request.WithText ? await WithTextAsync(rows, language, call, cancellation) : WithoutText(rows, call) },
            NextPageToken = page.Next(rows, row => workerId is null ? NoticeWire.KeyOf(row) : NoticeWire.InboxKeyOf(row)),
        };
    }

    public override async Task<V1.CountNoticesReply> CountNotices(V1.CountNoticesRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var (keepWorking, stayHome, continuing, takenBack) = await notices.CountAsync(cycleId, context.Allowed().Reach, context.CancellationToken);
        return new V1.CountNoticesReply { KeepWorking = keepWorking, StayHome = stayHome, Continuing = continuing, TakenBack = takenBack };
    }

    // One for each city: its auditor sees those of the own city.
    private static IEnumerable<Accessed> AccessedIn(IReadOnlyList<Notice> rows, IReadOnlyDictionary<Guid, Cycle> cycleOf) => rows
        .Where(row => row.Recipient.Kind is RecipientKind.Worker)
        .GroupBy(row => row.CycleId is { } cycleId ? cycleOf[cycleId].CityId : (Guid?)null)
        .Select(city => new Accessed(
            city.Key, [.. city.Select(row => row.Recipient.Id).Distinct()], $"notices of cycles {string.Join(", ", city.Select(row => row.CycleId).Distinct().Take(CyclesNamed))}"));

    // The facts without the text name no one.
    private static IEnumerable<V1.Notice> WithoutText(IReadOnlyList<Notice> rows, AllowedCall call)
    {
        AccessLog.NothingPersonal(call);
        return rows.Select(NoticeWire.ToWire);
    }

    private async Task<IEnumerable<V1.Notice>> WithTextAsync(
        IReadOnlyList<Notice> rows, string? language, AllowedCall call, CancellationToken cancellation)
    {
        var cycleOf = await cycles.ListAsync(rows.Select(row => row.CycleId).OfType<Guid>(), cancellation);
        AccessLog.NothingPersonal(call);
        await Task.WhenAll(AccessedIn(rows, cycleOf).Select(accessed => accesses.WriteAsync(call, accessed)));
        return rows.Select(row =>
        {
            var cycle = row.CycleId is { } cycleId ? cycleOf[cycleId] : null;
            var written = NoticeText.Write(templates, row, cycle, language ?? cycle?.Language ?? TemplateLibrary.DefaultLanguage);
            var notice = NoticeWire.ToWire(row);
            (notice.Subject, notice.Text) = (written.Subject, written.Text);
            return notice;
        });
    }
}
