using Grpc.Core;
using Workforce.Notification.Cycles;
using Workforce.Notification.Notices;
using Workforce.Documents;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/notices.proto</c>.</summary>
public sealed class NoticeEndpoint(NoticeStore notices, CycleStore cycles, TemplateLibrary templates)
    : V1.NoticeService.NoticeServiceBase
{
    public override async Task<V1.ListNoticesReply> ListNotices(V1.ListNoticesRequest request, ServerCallContext context)
    {
        var workerId = Field.OptionalUuid("worker_id", request.WorkerId);
        var cycleId = Field.OptionalUuid("cycle_id", request.CycleId);
        var language = LanguageField.Optional(request.Language);
        var page = Page.From(request.PageSize, request.PageToken, byDefault: 100, atMost: request.WithText ? 500 : 5_000);
        var cancellation = context.CancellationToken;

        var rows = (workerId, cycleId) switch
        {
            ({ } worker, _) => await notices.ListOfWorkerAsync(worker, cycleId, page.AfterId(), page.Size, cancellation),
            (null, { } cycle) => await notices.ListOfCycleAsync(cycle, AfterUnitAndId(page), page.Size, cancellation),
            _ => throw new InvalidInputException("worker_id", null, "is required unless cycle_id is given"),
        };
        return new V1.ListNoticesReply
        {
            Notices = { request.WithText ? await WithTextAsync(rows, language, cancellation) : rows.Select(NoticeWire.ToWire) },
            NextPageToken = page.Next(rows, row => workerId is null ? PageKey.Of(row.UnitId, row.Id) : PageKey.Of(row.Id)),
        };
    }

    public override async Task<V1.CountNoticesReply> CountNotices(V1.CountNoticesRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var (keepWorking, stayHome) = await notices.CountAsync(cycleId, context.CancellationToken);
        return new V1.CountNoticesReply { KeepWorking = keepWorking, StayHome = stayHome };
    }

    private static (Guid Unit, Guid Id)? AfterUnitAndId(Page page) =>
        page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    private async Task<IEnumerable<V1.Notice>> WithTextAsync(
        IReadOnlyList<Notice> rows, string? language, CancellationToken cancellation)
    {
        var cycleOf = await cycles.ListAsync(rows.Select(row => row.CycleId!.Value), cancellation);
        return rows.Select(row =>
        {
            var cycle = cycleOf[row.CycleId!.Value];
            var written = NoticeText.Write(templates, row, cycle, language ?? cycle.Language);
            var notice = NoticeWire.ToWire(row);
            (notice.Subject, notice.Text) = (written.Subject, written.Text);
            return notice;
        });
    }
}
