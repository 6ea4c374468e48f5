using Google.Protobuf;
using Grpc.Core;
using Workforce.Faults.Judging;
using Workforce.Faults.Plumbing;
using Workforce.Registry.V1;
using Workforce.Spreadsheets;

namespace Workforce.Faults.Injection;

/// <summary>An export of a city, with some of its rows made right, that is handed in as corrections.</summary>
internal static class CorrectionFile
{
    private const int Corrections = 40;

    // Not the NIK, which a row must have right in whole.
    private static readonly CorrectionKind[] Kinds = [.. Enum.GetValues<CorrectionKind>().Where(kind => kind is not CorrectionKind.Nik)];

    private static readonly TableLimits Limits = new()
    {
        SpoolFolder = Path.GetTempPath(),
        FileBytes = 1 << 28,
        UnpackedBytes = 1 << 28,
        UnpackedRatio = 100,
        SharedTextBytes = 1 << 24,
        Parts = 100,
        Sheets = 1,
        Columns = 100,
    };

    /// <exception cref="InvalidOperationException">Rows are rejected.</exception>
    public static async Task CorrectAsync(ChaosSystem system, Random random, TimeSpan patience)
    {
        if (system.Expected.CorrectableCities.Count == 0)
            return;
        var city = system.Expected.CorrectableCities[random.Next(system.Expected.CorrectableCities.Count)];
        byte[] exported = [];
        await Persistently.DoAsync(async () => exported = await ExportAsync(system, city), patience);
        var file = await CorrectedAsync(system.Expected, exported, random);
        // The same file again corrects the rest.
        await Persistently.DoAsync(() => HandInAsync(system, city, file), patience);
    }

    private static async Task<byte[]> ExportAsync(ChaosSystem system, Guid city)
    {
        using var call = new ExportService.ExportServiceClient(system.Running.ChannelTo("registry")).Export(
            new ExportRequest { CityId = $"{city}", Layout = ExportLayout.Register, AsOf = "2020-12-31", Format = ExportFormat.Csv });
        var content = new MemoryStream();
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
            piece.Content.WriteTo(content);
        return content.ToArray();
    }

    private static async Task<byte[]> CorrectedAsync(Expectation expected, byte[] exported, Random random)
    {
        await using var rows = await TableFile.OpenAsync(new MemoryStream(exported), null, 2, Limits, CancellationToken.None);
        await rows.ReadAsync(CancellationToken.None);
        string[] header = [.. rows.Fields];
        var file = new MemoryStream();
        await using var table = await TableWriter.BeginAsync(file, TableFormat.Csv, "Register", [.. header, "Pembatalan"], CancellationToken.None);
        for (var corrected = 0; corrected < Corrections && await rows.ReadAsync(CancellationToken.None);)
        {
            string[] cells = [.. rows.Fields, ""];
            var id = Guid.Parse(cells[Array.IndexOf(header, "ID Kontrak")]);
            // A NIK that ends so is rejected in a file.
            if (cells[Array.IndexOf(header, "NIK")].EndsWith("0000", StringComparison.Ordinal) || random.Next(4) > 0 || expected.Correct(Kinds[random.Next(Kinds.Length)], random, id) is not { } correction)
                continue;
            // Units of the nation have one name.
            cells[Array.IndexOf(header, "Unit Kerja")] = correction.UnitCode;
            var (column, value) = CellOf(correction);
            cells[column is "Pembatalan" ? ^1 : Array.IndexOf(header, column)] = value;
            await table.AddAsync([.. cells.Select(TableCell.Of)], CancellationToken.None);
            corrected++;
        }
        await table.EndAsync(CancellationToken.None);
        return file.ToArray();
    }

    private static (string Column, string Value) CellOf(ExpectedCorrection correction) => correction.Kind switch
    {
        CorrectionKind.LastDay => ("Tanggal Akhir", $"{ExpectedCorrection.LastDay:yyyy-MM-dd}"),
        CorrectionKind.FirstDay => ("Tanggal Mulai", $"{ExpectedCorrection.FirstDay:yyyy-MM-dd}"),
        CorrectionKind.Unit => ("Unit Kerja", correction.UnitCode),
        CorrectionKind.Wage => ("Gaji", $"{ExpectedCorrection.Wage}"),
        CorrectionKind.Name => ("Nama", ExpectedCorrection.Name),
        CorrectionKind.Withdrawal => ("Pembatalan", "Ya"),
        CorrectionKind.Position => ("Jabatan", ExpectedCorrection.Position),
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction.Kind, "is in no file"),
    };

    private static async Task HandInAsync(ChaosSystem system, Guid city, byte[] file)
    {
        using var call = new CorrectionService.CorrectionServiceClient(system.Running.ChannelTo("registry")).CorrectByFile();
        await call.RequestStream.WriteAsync(new CorrectByFileRequest { Header = new CorrectByFileHeader { CityId = $"{city}", FileName = "pembetulan.csv", Reason = "salah ketik" } });
        await call.RequestStream.WriteAsync(new CorrectByFileRequest { Content = ByteString.CopyFrom(file) });
        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        if (reply.RowsRejected > 0)
            throw new InvalidOperationException($"rows of a file of corrections are rejected, the first: {reply.Findings[0]}");
    }
}
