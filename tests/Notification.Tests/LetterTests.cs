using Grpc.Core;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class LetterTests(NotificationService service)
{
    [Fact]
    public async Task Letters_SeveralBatchesOfAUnit_MakeOneWithAllNames()
    {
        var story = new Story();
        var batches = Enumerable.Range(0, 4).Select(_ => story.Expired(story.Share(story.GeneralSection, workers: 20))).ToList();
        service.Peers.Know(story);

        await Task.WhenAll(batches.SelectMany(batch => (Task[])
        [
            service.Wire.PublishAsync(Guid.NewGuid(), story.Requested(batch)),
            service.Wire.PublishAsync(batch.BatchId, batch),
        ]));

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 80, "all are told");
        await Eventually.HoldsAsync(async () => await service.CountLettersAsync(story.Id) > 0, "the head is written to");
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters);
        Assert.Equal(("Bagian Umum", "Markus Tallo, S.STP", "Kepala Bagian", 80), (listed.UnitName, listed.HeadName, listed.HeadTitle, listed.Workers));
        var letter = await service.Letters.GetLetterAsync(new() { LetterId = listed.Id });
        Assert.Equal(80, letter.Workers);
        Assert.EndsWith("79. Pekerja 00079\n80. Pekerja 00080\n", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_RequestedBeforeAnyoneIsTold_ListTheNamesOnceTheyAre()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, "Yuliana Fanggi", "Abraham Lay"));
        await service.WriteAsync(story, story.Requested(batch), letters: 1);
        var id = (await service.Letters.ListLettersAsync(new() { UnitId = story.FireService.UnitId })).Letters[0].Id;
        var early = await service.Letters.GetLetterAsync(new() { LetterId = id });

        await service.TellAsync(story, batch, notices: 2);

        Assert.Equal(0, early.Workers);
        Assert.EndsWith("(daftar nama sedang disusun)\n", early.Text, StringComparison.Ordinal);
        var late = await service.Letters.GetLetterAsync(new() { LetterId = id });
        Assert.EndsWith("1. Abraham Lay\n2. Yuliana Fanggi\n", late.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_SameMessageAgain_WritesNothing()
    {
        var story = new Story();
        var batch = story.Requested(story.Expired(story.Share(story.FireService, workers: 1), story.Share(story.GeneralSection, workers: 1)));
        service.Peers.Know(story);

        for (var time = 0; time < 3; time++)
            await service.Wire.PublishAsync(batch.BatchId, batch);

        await Eventually.HoldsAsync(async () => await service.CountLettersAsync(story.Id) == 2, "both heads are written to");
        await Eventually.HoldsAsync(async () => await service.Broker.CountAsync(NotificationService.Requested) == 0, "the queue is empty");
        Assert.Equal(2, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task Letters_Written_AreAnnounced()
    {
        var story = new Story();
        var batch = story.Requested(story.Expired(story.Share(story.FireService, workers: 1)));

        await service.WriteAsync(story, batch, letters: 1);

        var said = new List<LettersIssued>();
        await Eventually.HoldsAsync(async () =>
        {
            said.AddRange((await service.Wire.TakeAsync(NotificationService.Written)).Select(message => message.As<LettersIssued>()));
            return said.Contains(new LettersIssued(batch.BatchId, story.Id));
        }, "Contract is told");
    }

    [Fact]
    public async Task Letters_UnitThatTheCycleDoesNotHave_IsParkedAlone()
    {
        var story = new Story();
        var ghost = new RequestedUnit(Guid.NewGuid(), Guid.NewGuid(), 5);
        var batch = story.Requested(story.Expired(story.Share(story.FireService, workers: 1)));

        await service.WriteAsync(story, batch with { Units = [.. batch.Units, ghost] }, letters: 1);

        var parked = Assert.Single(await service.ParkedAsync(NotificationService.Requested, 1));
        Assert.Equal([ghost], parked.As<EvaluationsRequested>().Units);
        Assert.Contains($"unit {ghost.UnitId} is not in the cycle", parked.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_BatchThatAskedNobodyNew_WritesNothingAndParksNothing()
    {
        var story = new Story();
        var first = story.Expired(story.Share(story.FireService, workers: 1));
        await service.WriteAsync(story, story.Requested(first) with { BatchId = Guid.NewGuid(), Units = [] }, letters: 0);

        await service.WriteAsync(story, story.Requested(first), letters: 1);

        Assert.Equal(0u, await service.Broker.CountAsync(NotificationService.Requested + "_error"));
    }

    [Fact]
    public async Task ListLetters_PageByPage_GivesEveryLetterOnce()
    {
        var story = new Story();
        var units = Enumerable.Range(0, 5).Select(number => Story.Unit($"Bagian {number}", "Kepala", "Kepala Bagian", keepsWorking: false)).ToList();
        story.Cycle.Units.Add(units);
        await service.WriteAsync(story, story.Requested(story.Expired([.. units.Select(unit => story.Share(unit, workers: 1))])), letters: 5);

        var first = await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", PageSize = 3 });
        var second = await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal((3, 2, ""), (first.Letters.Count, second.Letters.Count, second.NextPageToken));
        Assert.Equal(
            units.Select(unit => unit.UnitId).Order(StringComparer.Ordinal),
            first.Letters.Concat(second.Letters).Select(letter => letter.UnitId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GetLetter_NotThere_IsNotFound() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetLetterAsync(new() { LetterId = $"{Guid.Empty}" }),
            StatusCode.NotFound, $"letter '{Guid.Empty}' is not known");

    [Fact]
    public async Task GetCircular_CycleThatNobodyWasToldOf_IsNotFound() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetCircularAsync(new() { CycleId = $"{Guid.Empty}" }),
            StatusCode.NotFound, $"cycle '{Guid.Empty}' is not known; nobody was told of it");

    [Fact]
    public async Task GetCircular_LanguageWithoutTemplates_IsToldWhichThereAre() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetCircularAsync(new() { CycleId = $"{Guid.Empty}", Language = "nl" }),
            StatusCode.InvalidArgument, "language 'nl': is not one of id, en");

    [Fact]
    public async Task ListLetters_NeitherCycleNorUnit_IsToldWhatIsMissing() =>
        await AssertFailsAsync(
            async () => await service.Letters.ListLettersAsync(new()),
            StatusCode.InvalidArgument, "cycle_id: is required unless unit_id is given");

    private static async Task AssertFailsAsync(Func<Task> call, StatusCode status, string detail)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((status, detail), (error.StatusCode, error.Status.Detail));
    }
}
