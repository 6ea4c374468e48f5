using Workforce.Registry.Import.Reading;
using Workforce.Registry.Rules;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Exports;

/// <summary>
/// The files of an export, on disk until they are sent: so they are whole and in the access log before a byte of them leaves, no slow caller
/// keeps a connection to the database, and memory does not grow with them.
/// </summary>
public sealed class ExportFiles : IAsyncDisposable
{
    private readonly RunningExport _export;
    private readonly FileStream _content;
    private readonly FileStream? _excluded;
    private readonly SortedDictionary<ExclusionReason, int> _reasons = [];
    private readonly List<TableWriter> _tables = [];
    private IDisposable? _place;
    private int _rows;
    private int _ofOtherCity;

    private ExportFiles(RunningExport export, FileStream content, FileStream? excluded) =>
        (_export, _content, _excluded) = (export, content, excluded);

    public RunningExport Export => _export;

    public Stream Content => _content;

    /// <summary>Null where the layout has no file of excluded rows.</summary>
    public Stream? Excluded => _excluded;

    public ExportSums Sums => new(_rows + Excluding.Sum(reason => reason.Rows), _rows, [.. Excluding]);

    // What is of another city is looked for first.
    private IEnumerable<(ExclusionReason Reason, int Rows)> Excluding =>
    [
        .. _ofOtherCity == 0 ? Array.Empty<(ExclusionReason, int)>() : [(ExclusionReason.OtherCity, _ofOtherCity)],
        .. _reasons.Select(reason => (reason.Key, reason.Value)),
    ];

    private IReadOnlyList<Column> Columns => ExportCells.ColumnsOf(_export.Export.Layout);

    /// <exception cref="NoRoomException">The folder cannot be written to.</exception>
    internal static async Task<ExportFiles> BeginAsync(RunningExport export, string folder, CancellationToken cancellation)
    {
        var content = SpoolFile.Create(folder);
        var files = new ExportFiles(export, content, export.Rules is null ? null : SpoolFile.Create(folder));
        try
        {
            string[] header = [.. files.Columns.Select(column => column.Title())];
            await files.AddTableAsync(content, "Register", header, cancellation);
            if (files._excluded is { } excluded)
                await files.AddTableAsync(excluded, "Dikecualikan", [.. header, ExportCells.Reason], cancellation);
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    internal async Task AddAsync(ExportRow row, CancellationToken cancellation)
    {
        IEnumerable<TableCell> cells = Columns.Select(column => ExportCells.Of(row, column));
        if (_export.Rules is not { } rules || rules.ReasonFor(row.Candidate) is not { } reason)
        {
            _rows++;
            await _tables[0].AddAsync([.. cells], cancellation);
            return;
        }
        _reasons[reason] = _reasons.GetValueOrDefault(reason) + 1;
        await _tables[1].AddAsync([.. cells, TableCell.Of(ExportCells.WordsOf(reason, rules))], cancellation);
    }

    /// <summary>Contracts in force that are in no file: their workers' details are another city's.</summary>
    internal void LeaveOut(int ofOtherCity) => _ofOtherCity = ofOtherCity;

    /// <summary>Ends the files; they are at their beginnings, to be read.</summary>
    internal async Task EndAsync(CancellationToken cancellation)
    {
        foreach (var table in _tables)
            await table.EndAsync(cancellation);
        await CloseTablesAsync();
        foreach (var file in (FileStream?[])[_content, _excluded])
        {
            if (file is null)
                continue;
            await file.FlushAsync(cancellation);
            file.Position = 0;
        }
    }

    /// <summary>What is disposed once the files are no longer on disk.</summary>
    internal void OnDisposed(IDisposable place) => _place = place;

    public async ValueTask DisposeAsync()
    {
        using var place = _place;
        // A disk that is full fails this too, which must not hide why it is closed.
        try
        {
            await CloseTablesAsync();
        }
        catch (IOException)
        {
        }
        foreach (var file in (FileStream?[])[_content, _excluded])
        {
            try
            {
                if (file is not null)
                    await file.DisposeAsync();
            }
            catch (IOException)
            {
            }
        }
    }

    private async Task AddTableAsync(FileStream file, string sheet, IReadOnlyList<string> header, CancellationToken cancellation) =>
        _tables.Add(await TableWriter.BeginAsync(file, _export.Export.Format, sheet, header, cancellation));

    private async Task CloseTablesAsync()
    {
        TableWriter[] open = [.. _tables];
        _tables.Clear();
        foreach (var table in open)
            await table.DisposeAsync();
    }
}
