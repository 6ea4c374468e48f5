using Workforce.Notification.Cycles;
using Workforce.Notification.Notices;
using Workforce.Notification.Rounds;

namespace Workforce.Notification.Tests;

/// <summary>A cycle as it is stored, made up after Kupang's: what texts are written from.</summary>
internal static class Kupang
{
    public static readonly CycleUnit FireService = new(
        Guid.Parse("00000000-0000-0000-0000-000000000001"), "Dinas Pemadam Kebakaran", "Yohana Bessie, S.Sos", "Kepala Dinas Pemadam Kebakaran", true);

    public static readonly CycleUnit GeneralSection = new(
        Guid.Parse("00000000-0000-0000-0000-000000000002"), "Bagian Umum", "Markus Tallo, S.STP", "Kepala Bagian Umum", false);

    public static readonly CycleUnit Clinic = new(
        Guid.Parse("00000000-0000-0000-0000-000000000003"), "Puskesmas Oesapa", "", "", true);

    public static readonly Cycle Cycle = new(
        Guid.NewGuid(), Guid.NewGuid(), "Kota Kupang", new(2020, 12, 31), new(2021, 1, 14), new(2021, 1, 4), 14,
        "BKPPD Kota Kupang, Jalan S. K. Lerik", "id", "BKPPD.800/1234/XII/2020", new(2020, 12, 28), "Dr. Yosef Lakapu",
        "Wali Kota Kupang", 1)
    {
        Units = new[] { Clinic, FireService, GeneralSection }.ToDictionary(unit => unit.UnitId),
    };

    public static readonly Round Round = new(
        Guid.NewGuid(), Cycle.CityId, "Kota Kupang", new(2020, 1, 1), new(2020, 12, 31), 14, "BKPPD Kota Kupang, Jalan S. K. Lerik", "id")
    {
        UnitNames = Cycle.Units.Values.ToDictionary(unit => unit.UnitId, unit => unit.Name),
    };

    public static Notice NoticeTo(string? recipient, CycleUnit unit) => new(
        Guid.NewGuid(), Guid.NewGuid(), NoticeKind.ContractExpired, new Recipient(RecipientKind.Worker, Guid.NewGuid(), recipient), Cycle.Id,
        unit.UnitId, unit.KeepsWorking, 1, DateTime.UnixEpoch);
}
