using System.Text;
using Grpc.Core;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>Separations by a sheet, as the personnel office hands it in.</summary>
[Collection(Servers.Name)]
public sealed class SeparationFileTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private const string Header = "DAFTAR PEMBERHENTIAN\nNIK*;Nama;Kode*;Berlaku*;Nomor Surat;Tanggal Surat;Keterangan\n";

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task RecordByFile_RightAndWrongRows_RecordsTheRightOnesOnce()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        string[] niks = [.. contracts.Select(contract => town.NikOf(host, contract))];
        var sheet = Header
            + $"{niks[0]};Budi;mengundurkan diri;23/12/2020;887/1;23 Desember 2020;pindah domisili\n"
            + $"{niks[1]};Sari;age_limit;2021-01-01;;;\n"
            + $"{niks[2]};Tono;cuti;2021-01-01;;;\n"
            + $"5371010101809999;Tidak ada;died;2020-12-27;;;\n"
            + $"{niks[3]};Dewi;died;2019-12-27;;;\n"
            + $"{niks[4]};Rina;died;2020-12-27;887/2;;\n";

        var reply = await town.SeparateByFileAsync(host, sheet);
        var again = await town.SeparateByFileAsync(host, sheet);

        Assert.Equal((6, 2, 0, 4), (reply.RowsRead, reply.RowsRecorded, reply.RowsUnchanged, reply.RowsRejected));
        Assert.Equal((6, 0, 2, 4), (again.RowsRead, again.RowsRecorded, again.RowsUnchanged, again.RowsRejected));
        Assert.Equal(
            [(5, "Kode", "cuti"), (6, "NIK", "…9999"), (7, "Berlaku", "2019-12-27"), (8, "Tanggal Surat", "")],
            reply.Findings.Select(finding => (finding.Row, finding.Column, finding.Value)));
        Assert.Equal("has no contract with the city", reply.Findings[1].Reason);
        var recorded = (await town.SeparationsAsync(host))[0];
        Assert.Equal(("2020-12-23", "887/1", "2020-12-23", "pindah domisili"), (recorded.EffectiveOn, recorded.Paper.Number, recorded.Paper.Date, recorded.Reason));
    }

    // One call to Registry and one transaction a chunk.
    [Fact]
    public async Task RecordByFile_TwoThousandRows_IsWorkedByTheChunk()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var contracts = town.YearUntil("2020-12-31", 2_100);
        await town.RegisterAsync(contracts);
        var sheet = new StringBuilder("NIK,Kode,Tanggal Berlaku\n");
        foreach (var contract in contracts)
            sheet.Append(town.NikOf(host, contract)).Append(",cpns,2021-01-01\n");
        var before = host.Cities.RosterCalls.Count;

        var reply = await town.SeparateByFileAsync(host, sheet.ToString());

        Assert.Equal((2_100, 2_100), (reply.RowsRead, reply.RowsRecorded));
        Assert.Equal([1_000, 1_000, 100], host.Cities.RosterCalls.Skip(before));
        Assert.Equal(3, await host.Running.ScalarAsync<long>("select count(distinct xmin::text) from separation where city_id = $1", town.Id));
        var published = await town.SeparatedAsync(host, 2_100);
        Assert.Equal([500, 500, 500, 500, 100], published.Select(message => message.Separations.Count).OrderDescending());
        Assert.Equal(2_100, (await host.Separations.CountSeparationsAsync(new V1.CountSeparationsRequest { CityId = $"{town.Id}" })).Counts.Single().Separations);
    }

    [Fact]
    public async Task RecordByFile_WorkerOfTwoContractsOnTheDay_IsToSayWhich()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        var worker = Guid.CreateVersion7();
        var (city, vendor) = (town.Contract("2020-01-01", "2020-12-31", worker: worker), town.Contract("2020-01-01", "2020-12-31", worker: worker, vendor: Guid.CreateVersion7()));
        await town.RegisterAsync(city, vendor);
        var nik = town.NikOf(host, city, vendor);

        var unsaid = await town.SeparateByFileAsync(host, $"NIK;Kode;Berlaku\n{nik};died;2020-12-27\n");
        var said = await town.SeparateByFileAsync(host, $"NIK;Kode;Berlaku;ID Kontrak\n{nik};died;2020-12-27;{vendor.ContractId}\n");

        Assert.Equal("has 2 contracts with the city on that day; ID Kontrak is to say which", Assert.Single(unsaid.Findings).Reason);
        Assert.Equal(1, said.RowsRecorded);
        Assert.Equal($"{vendor.ContractId}", Assert.Single(await town.SeparationsAsync(host)).ContractId);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("Nama;Unit\nBudi;Damkar\n", "none of the first 2 rows is a header with the columns NIK and Kode")]
    [InlineData("NIK;Kode\n5371010101809999;died\n", "the header in row 1 lacks Berlaku")]
    public async Task RecordByFile_NoSheetOfSeparations_IsRefusedAsAWhole(string content, string reason)
    {
        var town = await host.FoundAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(() => town.SeparateByFileAsync(host, content));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains(reason, refused.Status.Detail, StringComparison.Ordinal);
    }
}
