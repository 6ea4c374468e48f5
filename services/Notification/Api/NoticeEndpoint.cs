using Grpc.Core;
using Workforce.Notification.Notices;
using Workforce.Notification.Storage;
using Workforce.Notification.Templates;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/notices.proto</c>.</summary>
public sealed class NoticeEndpoint(NoticeListing notices, CycleTable cycles, TemplateLibrary templates)
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
            ({ } worker, _) => await notices.InboxAsync(worker, cycleId, page.AfterId(), page.Size, cancellation),
            (null, { } cycle) => await notices.OfCycleAsync(cycle, AfterUnitAndId(page), page.Size, cancellation),
            _ => throw new InvalidInputException("worker_id", null, "is required unless cycle_id is given"),
        };
        return new V1.ListNoticesReply
        {
            Notices = { request.WithText ? await WithTextAsync(rows, language, cancellation) : rows.Select(Wire) },
            NextPageToken = page.Next(rows, row => workerId is null ? $"{row.UnitId}/{row.Id}" : $"{row.Id}"),
        };
    }

    public override async Task<V1.CountNoticesReply> CountNotices(V1.CountNoticesRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var (keepWorking, stayHome) = await notices.CountAsync(cycleId, context.CancellationToken);
        return new V1.CountNoticesReply { KeepWorking = keepWorking, StayHome = stayHome };
    }

    private static (Guid Unit, Guid Id)? AfterUnitAndId(Page page)
    {
        if (page.After is null)
            return null;
        return page.After.Split('/') is [var unit, var id] && Guid.TryParse(unit, out var unitId) && Guid.TryParse(id, out var noticeId)
            ? (unitId, noticeId)
            : throw new InvalidInputException("page_token", page.After, "is not a token of this listing");
    }

    private async Task<IEnumerable<V1.Notice>> WithTextAsync(
        IReadOnlyList<Notice> rows, string? language, CancellationToken cancellation)
    {
        var cycleOf = await cycles.ReadAsync(rows.Select(row => row.CycleId), cancellation);
        return rows.Select(row =>
        {
            var cycle = cycleOf[row.CycleId];
            var written = NoticeText.Write(templates, row, cycle, language ?? cycle.Language);
            var notice = Wire(row);
            (notice.Subject, notice.Text) = (written.Subject, written.Text);
            return notice;
        });
    }

    private static V1.Notice Wire(Notice row) => new()
    {
        Id = $"{row.Id}",
        Kind = Wire(row.Kind),
        ContractId = $"{row.ContractId}",
        WorkerId = $"{row.WorkerId}",
        CycleId = $"{row.CycleId}",
        UnitId = $"{row.UnitId}",
        KeepsWorking = row.KeepsWorking,
        IssuedAt = Timestamp.FromDateTime(row.IssuedAt),
    };

    private static V1.NoticeKind Wire(NoticeKind kind) => kind switch
    {
        NoticeKind.ContractEnded => V1.NoticeKind.ContractEnded,
        _ => V1.NoticeKind.Unspecified,
    };
}
