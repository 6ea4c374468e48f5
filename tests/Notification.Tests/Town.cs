using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Evaluation.Events;
using Workforce.Identity;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.Testing;
using Capacity = Workforce.ServiceDefaults.Access.Capacity;

namespace Workforce.Notification.Tests;

/// <summary>A city of a test's own that rates the workers of two units in a round of 2020. Its day is 1 January 2021.</summary>
internal sealed class Town
{
    private static int _niks;

    private readonly NotificationService _service;

    /// <param name="hasPolicy">Whether Contract has a policy of it.</param>
    public Town(NotificationService service, string timeZone = "Asia/Makassar", bool hasPolicy = true)
    {
        (_service, Id) = (service, NotificationService.NewCity(timeZone));
        service.Peers.Know(
            new City { Id = $"{Id}", Code = NotificationService.CodeOf(Id), Name = "Kota Kupang" },
            hasPolicy ? new Policy { CityId = $"{Id}", AskAt = "BKPPD Kota Kupang, Jalan S. K. Lerik", Language = "id" } : null,
            Named(Unit, "Dinas Kesehatan", "Kepala Dinas Kesehatan"), Named(OtherUnit, "Bagian Umum", ""));
    }

    public Guid Id { get; }

    public Guid RoundId { get; } = Guid.NewGuid();

    public Guid Unit { get; } = Guid.NewGuid();

    public Guid OtherUnit { get; } = Guid.NewGuid();

    /// <summary>As whoever may: the personnel office.</summary>
    public NoticeService.NoticeServiceClient Notices => _service.Notices;

    public ReceiptService.ReceiptServiceClient PersonnelOffice => Receipts(Hr);

    public SetupToken Hr => new("kepegawaian", "Yohana Taek", [Role.Hr], [NotificationService.CodeOf(Id)]);

    public SignedRating Rating(Guid? unit = null, string name = "Ester Koroh", int version = 1, Guid? contract = null, Guid? worker = null)
    {
        var (contractId, workerId) = (contract ?? Guid.NewGuid(), worker ?? Guid.NewGuid());
        _service.Peers.Know(new Worker { Id = $"{workerId}", CityId = $"{Id}", Name = name, NikLast4 = "0001" });
        _service.Peers.Contracts.TryAdd(contractId, (Id, $"53710101018{Interlocked.Increment(ref _niks):00000}", workerId));
        return new SignedRating(
            contractId, workerId, unit ?? Unit, Guid.CreateVersion7(), version, new DateTimeOffset(2020, 12, 18, 10, 0, 0, TimeSpan.FromHours(8)), Predicate: 2, CountedDays: 3);
    }

    public string NikOf(SignedRating rating) => _service.Peers.Contracts[rating.ContractId].Nik;

    public RatingsSigned Signed(params SignedRating[] ratings) => new(Id, RoundId, ratings, new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31), 14);

    public RatingsDue Due(int step, params UnratedUnit[] units) => new(Id, RoundId, IsCycle: false, new DateOnly(2021, 1, 8), step, units);

    /// <summary>Publishes a message, and waits until it is handled.</summary>
    public async Task PublishAsync<TEvent>(TEvent message, Guid? messageId = null)
        where TEvent : class
    {
        var id = messageId ?? Guid.NewGuid();
        await _service.Broker.PublishAsync(id, message);
        await _service.Running.HandledAsync(id);
    }

    /// <summary>Has ratings told, as on 18 December 2020.</summary>
    public async Task TellAsync(params SignedRating[] ratings)
    {
        await PublishAsync(Signed(ratings));
        // A token that names the city has the service look for it.
        await new NoticeService.NoticeServiceClient(ChannelOf(Hr)).CountHeadNoticesAsync(new() { CityId = $"{Id}" });
        await _service.Running.ExecuteAsync("update notice set issued_at = '2020-12-18T02:00:00Z' where round_id = $1", RoundId);
    }

    /// <summary>All notices of the round, by the rating that they tell of.</summary>
    public async Task<IReadOnlyDictionary<Guid, Notice>> NoticesAsync(bool withText = false, string language = "") =>
        (await Notices.ListNoticesAsync(new() { RoundId = $"{RoundId}", WithText = withText, Language = language, PageSize = 500 })).Notices
        .Where(notice => notice.RatingId.Length > 0).ToDictionary(notice => Guid.Parse(notice.RatingId));

    public async Task<string> NoticeIdAsync(SignedRating rating) => (await NoticesAsync())[rating.RatingId].Id;

    /// <summary>Who heads a unit of the town.</summary>
    public ReceiptService.ReceiptServiceClient Head(Guid? unit = null) => Receipts(HeadToken(unit));

    public SetupToken HeadToken(Guid? unit = null)
    {
        var subject = $"kepala-{Guid.NewGuid()}";
        _service.Appointments[subject] = [new(Id, unit ?? Unit, false, [], Capacity.Plt, null, null)];
        return new SetupToken(subject, "Kepala Unit", [], []);
    }

    public ReceiptService.ReceiptServiceClient Worker(Guid workerId) =>
        Receipts(new SetupToken($"pekerja-{workerId}", "Pekerja", [Role.Worker], [NotificationService.CodeOf(Id)]) { WorkerId = $"{workerId}" });

    public ReceiptService.ReceiptServiceClient Receipts(SetupToken token) => new(ChannelOf(token));

    public ChannelBase ChannelOf(SetupToken token, TestService? instance = null) => TestTokens.Open((instance ?? _service.Running).Address, _ => TestTokens.Sign(token));

    public RecordReceiptsRequest Record(params NewReceipt[] receipts) => new() { CityId = $"{Id}", RoundId = $"{RoundId}", Receipts = { receipts } };

    public static NewReceipt HandedOver(string noticeId, string on = "2020-12-21", string witness = "Maria Bano") =>
        new() { NoticeId = noticeId, ReceivedOn = on, Way = ReceiptWay.HandedOver, Witness = witness };

    /// <summary>How many receipts of the round there are, counted in the database itself.</summary>
    public Task<long> CountReceiptsAsync() =>
        _service.Running.ScalarAsync<long>("select count(*) from receipt join notice on notice.id = notice_id where round_id = $1", RoundId);

    private WorkUnit Named(Guid id, string name, string title) => new()
    {
        Id = $"{id}",
        CityId = $"{Id}",
        Name = name,
        Head = new UnitHead { Id = $"{Guid.NewGuid()}", Name = "dr. Retnowati", Title = title },
    };
}
