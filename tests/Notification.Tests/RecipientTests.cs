using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Outbox;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>Notices to others than the worker, and outside of a cycle: what may be stored, though no act issues them yet.</summary>
[Collection(nameof(NotificationService))]
public sealed class RecipientTests(NotificationService service) : IDisposable
{
    private readonly Story _story = new();

    private string HeadId => _story.GeneralSection.HeadId;

    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Add_OneKindToWorkerHeadAndOffice_StoresEachOnce()
    {
        var toWorker = await NotifiedAsync();

        Assert.Equal(2, await AddAsync(ToAll(toWorker)));
        Assert.Equal(0, await AddAsync(ToAll(toWorker)));

        Assert.Equal(3, await service.CountNoticesAsync(_story.Id));
    }

    [Fact]
    public async Task List_OfTheCycle_NamesEachRecipientAndHasTheTextOfTheKind()
    {
        var toWorker = await NotifiedAsync();
        await AddAsync(ToAll(toWorker));

        var reply = await service.Notices.ListNoticesAsync(new() { CycleId = $"{_story.Id}", WithText = true });

        var listed = reply.Notices.OrderBy(notice => notice.RecipientKind).ToList();
        Assert.Equal(
            [V1.RecipientKind.Worker, V1.RecipientKind.Head, V1.RecipientKind.PersonnelOffice],
            listed.Select(notice => notice.RecipientKind));
        Assert.Equal([$"{toWorker.Recipient.Id}", HeadId, $"{_story.CityId}"], listed.Select(notice => notice.RecipientId));
        Assert.Equal([$"{toWorker.Recipient.Id}", "", ""], listed.Select(notice => notice.WorkerId));
        Assert.All(listed, notice => Assert.Equal("Berakhirnya masa kontrak kerja pada 31 Desember 2020", notice.Subject));
        Assert.Contains("Yth. Saudara/i Markus Tallo, S.STP\n", listed[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfTheWorker_HasNoNoticeToOthers()
    {
        var toWorker = await NotifiedAsync();
        await AddAsync(ToAll(toWorker));

        var reply = await service.Notices.ListNoticesAsync(new() { WorkerId = $"{toWorker.Recipient.Id}", WithText = true });

        Assert.Equal(V1.RecipientKind.Worker, Assert.Single(reply.Notices).RecipientKind);
    }

    [Fact]
    public async Task CountsAndLetter_NoticesToOthers_AreOfWorkersOnly()
    {
        await AddAsync(ToAll(await NotifiedAsync()));

        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{_story.Id}" });
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{_story.Id}" })).Letters);
        var letter = await service.Letters.GetLetterAsync(new() { LetterId = listed.Id });

        Assert.Equal((0, 1), (counts.KeepWorking, counts.StayHome));
        Assert.Equal((1, 1), (listed.Workers, letter.Workers));
        Assert.EndsWith("1. Ester Koroh\n", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpiredContract_OutsideOfACycle_CanBeNeitherMadeNorStored()
    {
        await NotifiedAsync();

        var error = Assert.Throws<ArgumentNullException>(() => NoticeOf(Guid.NewGuid(), Guid.NewGuid(), cycleId: null));
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => service.Running.ExecuteAsync("update notice set cycle_id = null where cycle_id = $1", _story.Id));

        Assert.StartsWith("A notice of the kind ContractExpired is written from its cycle", error.Message, StringComparison.Ordinal);
        Assert.Equal("notice_has_its_cycle", refused.ConstraintName);
    }

    /// <summary>Has the worker of one contract notified.</summary>
    /// <returns>The same notice again, with another id.</returns>
    private async Task<Notice> NotifiedAsync()
    {
        var batch = _story.Expired(_story.Share(_story.GeneralSection, "Ester Koroh"));
        await service.NotifyAsync(_story, batch, notices: 1);
        var contract = batch.Units[0].Contracts[0];
        return NoticeOf(contract.ContractId, contract.WorkerId, _story.Id);
    }

    private Notice[] ToAll(Notice toWorker) =>
    [
        toWorker,
        toWorker with { Id = Guid.CreateVersion7(), Recipient = new(RecipientKind.Head, Guid.Parse(HeadId), "Markus Tallo, S.STP") },
        toWorker with { Id = Guid.CreateVersion7(), Recipient = new(RecipientKind.PersonnelOffice, _story.CityId, "BKPPD Kota Kupang") },
    ];

    private Notice NoticeOf(Guid contractId, Guid workerId, Guid? cycleId) => new(
        Guid.CreateVersion7(), contractId, NoticeKind.ContractExpired, new Recipient(RecipientKind.Worker, workerId, "Ester Koroh"), cycleId,
        Guid.Parse(_story.GeneralSection.UnitId), KeepsWorking: false, TemplateVersion: 1, DateTime.UnixEpoch);

    /// <returns>How many were new.</returns>
    private async Task<int> AddAsync(Notice[] notices)
    {
        await using var work = await service.Running.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        var added = await NoticeStore.AddAsync(work, [notices], CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return added.Sum();
    }
}
