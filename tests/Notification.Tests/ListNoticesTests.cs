using Grpc.Core;
using Workforce.Notification.V1;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class ListNoticesTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task List_CyclePageByPage_GivesEveryNoticeOnceByUnit()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 5), story.Share(story.GeneralSection, workers: 4));
        await service.NotifyAsync(story, batch, notices: 9);

        var notices = await AllAsync(new() { CycleId = $"{story.Id}", PageSize = 2 }, pages: 5);

        Assert.Equal(
            batch.Units.SelectMany(unit => unit.Contracts).Select(contract => $"{contract.ContractId}").Order(StringComparer.Ordinal),
            notices.Select(notice => notice.ContractId).Order(StringComparer.Ordinal));
        Assert.Equal(notices.Select(notice => notice.UnitId).Order(StringComparer.Ordinal), notices.Select(notice => notice.UnitId));
        Assert.All(notices, notice => Assert.Equal(("", "", NoticeKind.ContractExpired), (notice.Subject, notice.Text, notice.Kind)));
        Assert.All(notices, notice => Assert.Equal((RecipientKind.Worker, notice.WorkerId), (notice.RecipientKind, notice.RecipientId)));
    }

    [Fact]
    public async Task List_OfAWorker_IsNewestFirstAndKeepsToTheCycleWhenAsked()
    {
        var (first, second) = (new Story(), new Story());
        var batch = first.Expired(first.Share(first.GeneralSection, "Ester Koroh"));
        var workerId = batch.Units[0].Contracts[0].WorkerId;
        await service.NotifyAsync(first, batch, notices: 1);
        var unit = second.Share(second.FireService);
        await service.NotifyAsync(second, second.Expired(unit with { Contracts = [new(Guid.NewGuid(), workerId)] }), notices: 1);

        var inbox = await AllAsync(new() { WorkerId = $"{workerId}", PageSize = 1 }, pages: 3);
        var ofFirst = await AllAsync(new() { WorkerId = $"{workerId}", CycleId = $"{first.Id}" }, pages: 1);

        Assert.Equal([$"{second.Id}", $"{first.Id}"], inbox.Select(notice => notice.CycleId));
        Assert.Equal([true, false], inbox.Select(notice => notice.KeepsWorking));
        Assert.Equal([$"{first.Id}"], ofFirst.Select(notice => notice.CycleId));
    }

    [Fact]
    public async Task List_WithText_RendersEachInTheCitysLanguageOrTheOneAskedFor()
    {
        var story = new Story();
        await service.NotifyAsync(story, story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu")), notices: 2);

        var indonesian = await AllAsync(new() { CycleId = $"{story.Id}", WithText = true }, pages: 1);
        var english = await AllAsync(new() { CycleId = $"{story.Id}", WithText = true, Language = "en" }, pages: 1);

        Assert.All(indonesian, notice => Assert.Equal("Berakhirnya masa kontrak kerja pada 31 Desember 2020", notice.Subject));
        Assert.All(english, notice => Assert.Equal("End of your employment contract on 31 December 2020", notice.Subject));
        Assert.Single(indonesian, notice => notice.Text.Contains("Yth. Saudara/i Ester Koroh\n", StringComparison.Ordinal));
        Assert.Single(english, notice => notice.Text.Contains("Dear Simon Penu,\n", StringComparison.Ordinal));
    }

    public static TheoryData<ListNoticesRequest, string> Wrong => new()
    {
        { new(), "worker_id: is required unless cycle_id or round_id is given" },
        { new() { WorkerId = "Ester" }, "worker_id 'Ester': is not a UUID" },
        { new() { CycleId = $"{Guid.Empty}", Language = "nl" }, "language 'nl': is not one of id, en" },
        { new() { CycleId = $"{Guid.Empty}", PageSize = -5 }, "page_size '-5': is below zero" },
        { new() { WorkerId = $"{Guid.Empty}", PageToken = "bm8" }, "page_token 'no': is not a token of this listing" },
        { new() { CycleId = $"{Guid.Empty}", PageToken = "bm8" }, "page_token 'no': is not a token of this listing" },
    };

    [Theory, MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task List_WrongField_IsRefusedByNameAndReason(ListNoticesRequest request, string detail)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Notices.ListNoticesAsync(request));

        Assert.Equal((StatusCode.InvalidArgument, detail), (error.StatusCode, error.Status.Detail));
    }

    private async Task<List<Notice>> AllAsync(ListNoticesRequest request, int pages)
    {
        List<Notice> notices = [];
        var read = 0;
        do
        {
            var reply = await service.Notices.ListNoticesAsync(request);
            notices.AddRange(reply.Notices);
            request.PageToken = reply.NextPageToken;
            read++;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(pages, read);
        return notices;
    }
}
