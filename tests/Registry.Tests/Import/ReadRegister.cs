using System.Text;
using Workforce.Registry.Cities;
using Workforce.Registry.Import.Reading;

namespace Workforce.Registry.Tests.Import;

/// <summary>Reads files as registers of Kupang, which has the unit Damkar and the vendor PT Bersih Jaya, on 1 January 2021, without a service.</summary>
internal static class ReadRegister
{
    private static readonly City Kupang = new(Guid.CreateVersion7(), "kupang", "Kota Kupang", "Asia/Makassar", 1);

    private static readonly WorkUnit Damkar = new(
        Guid.CreateVersion7(), Kupang.Id, "damkar", "Dinas Pemadam Kebakaran", ["Damkar"], "fire-service",
        UnitHead.Of(Guid.CreateVersion7(), "Kepala", ""));

    private static readonly Vendor Vendor = new(Guid.CreateVersion7(), "PT Bersih Jaya");

    public static IAsyncEnumerable<ImportChunk> ReadAllAsync(byte[] file) => RegisterFile.ReadAsync(
        new MemoryStream(file), new CityNames(Kupang, [Damkar], [Vendor]), new DateOnly(2021, 1, 1), new WorkingAge(15, 80), CancellationToken.None);

    public static byte[] BytesOf(string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));
}
