using System.Globalization;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import;

/// <summary>What a chunk of the file changes in the register.</summary>
/// <param name="LastRow">The last row of the file that is in it.</param>
/// <param name="Workers">Workers that it adds or changes.</param>
/// <param name="Contracts">Contracts of its rows, whatever their state.</param>
/// <param name="Findings">In the order of the file; of those on the file as a whole, why it is not read further comes first.</param>
/// <param name="Overlaps">Rows that are rejected for a stored contract; they become findings once that can be named.</param>
public sealed record MergedChunk(
    ImportTally Tally, int LastRow, IReadOnlyList<WorkerRecord> Workers, IReadOnlyList<ContractRecord> Contracts, IReadOnlyList<Finding> Findings,
    IReadOnlyList<Overlap> Overlaps)
{
    /// <summary>The rows that are rejected, but for those of <see cref="Overlaps"/>.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; init; } = [];

    /// <summary>Whether its findings are on the file as a whole.</summary>
    public bool IsOfFile { get; init; }

    /// <summary>Whether the file is not read further.</summary>
    public bool BreaksOff { get; init; }

    /// <summary>With a finding for each overlap.</summary>
    /// <param name="places">City and unit of each stored contract with the same city, by its id.</param>
    public MergedChunk Naming(IReadOnlyDictionary<Guid, string> places)
    {
        var named = Overlaps.Select(overlap => (Overlap: overlap, Finding: overlap.Finding(places.GetValueOrDefault(overlap.Stored.Id)))).ToList();
        return this with
        {
            Findings = [.. Findings.Concat(named.Select(each => each.Finding)).OrderBy(finding => finding.Row)],
            Rejected = [.. Rejected, .. named.Select(each => each.Overlap.Rejected(each.Finding))],
            Overlaps = [],
        };
    }

    /// <summary>Contracts that are new to Contract, or of which it has an earlier revision.</summary>
    public IReadOnlyList<ContractRecord> ToBePublished => [.. Contracts.Where(contract => contract.IsToBePublished)];

    public IReadOnlyList<WorkerRecord> WorkersIn(RecordState state) => [.. Workers.Where(worker => worker.State == state)];

    public IReadOnlyList<ContractRecord> ContractsIn(RecordState state) => [.. Contracts.Where(contract => contract.State == state)];
}

/// <summary>A row on a day on which its worker has a stored contract already.</summary>
public sealed record Overlap(RegisterRow Row, ContractRecord Stored)
{
    /// <param name="place">City and unit of the stored contract; null of one with another city, of which the importing city may know no more.</param>
    public Finding Finding(string? place) =>
        Reading.Finding.Rejected(Row.Row, Column.FirstDay, Row.Terms.Period.FirstDay.ToIso(), Reason(place));

    /// <summary>The row as it is kept.</summary>
    public RejectedRow Rejected(Finding finding) => KeptRow.Of(Row, finding, Stored.Id, Stored.Terms.UnitId == Row.Terms.UnitId);

    private string Reason(string? place) => place is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"overlapping a contract that NIK {Row.Nik} has with another city on one of these days, {Row.Terms.Period.FirstDay:yyyy-MM-dd} to {Row.Terms.Period.LastDay:yyyy-MM-dd}; is the NIK right?")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"overlapping the contract of NIK {Row.Nik} in {place}, {Stored.Terms.Period.FirstDay:yyyy-MM-dd} to {Stored.Terms.Period.LastDay:yyyy-MM-dd}, decree {Stored.Details.DecreeNumber} (contract {Stored.Id}); here {Row.Terms.Period.FirstDay:yyyy-MM-dd} to {Row.Terms.Period.LastDay:yyyy-MM-dd}");
}

/// <summary>
/// Merges the good rows of a chunk into the stored workers, in the order of the file: what is added, what is updated, what is unchanged,
/// and what is rejected because the worker has another contract on one of its days, or because it was corrected since.
/// </summary>
/// <param name="cityId">The city of the file.</param>
/// <param name="workers">The stored workers of the chunk's NIKs, with all their contracts; the chunk's new workers are added.</param>
/// <param name="former">What was corrected of them.</param>
internal sealed class ChunkMerge(Guid cityId, Dictionary<Nik, WorkerRecord> workers, FormerValues former)
{
    private readonly List<ContractRecord> _contracts = [];
    private readonly List<Finding> _findings = [];
    private readonly List<Overlap> _overlaps = [];
    private readonly List<RejectedRow> _rejected = [];
    private ImportTally _tally;

    public static MergedChunk Of(ImportChunk chunk, Guid cityId, Dictionary<Nik, WorkerRecord> workers, FormerValues former) =>
        new ChunkMerge(cityId, workers, former).Merge(chunk);

    private MergedChunk Merge(ImportChunk chunk)
    {
        _tally = new ImportTally { Read = chunk.RowsRead, Rejected = chunk.RowsRejected };
        _findings.AddRange(chunk.Findings);
        _rejected.AddRange(chunk.Rejected);
        foreach (var row in chunk.Rows)
            Merge(row);
        _tally = _tally with { Warnings = _findings.Count(finding => finding.Severity is Severity.Warning) };
        return new MergedChunk(
            _tally, chunk.LastRow, [.. workers.Values.Where(worker => worker.State is not RecordState.Stored)], _contracts,
            chunk.IsOfFile ? chunk.Findings : [.. _findings.OrderBy(finding => finding.Row)], _overlaps)
        {
            Rejected = _rejected,
            IsOfFile = chunk.IsOfFile,
            BreaksOff = chunk.BreaksOff,
        };
    }

    private void Merge(RegisterRow row)
    {
        var worker = workers.GetValueOrDefault(row.Nik);
        if (IsOfFormerNik(worker, row) || (worker is not null && IsRejected(worker, row)))
        {
            _tally = _tally with { Rejected = _tally.Rejected + 1 };
            return;
        }
        _findings.AddRange(row.Warnings);
        if (worker is not null && worker.Details.Name != row.Worker.Name)
            row = Renamed(worker, row);
        if (worker is not null && InForceBy(row.Terms, worker) is { } existing)
            MergeExisting(worker, existing, AsCorrected(existing, row));
        else
            MergeNew(worker, row);
    }

    private void MergeExisting(WorkerRecord worker, ContractRecord contract, RegisterRow row)
    {
        // The row is applied to both, hence no short circuit.
        var changed = contract.Apply(row) | worker.Apply(row, cityId);
        _contracts.Add(contract);
        _tally = changed ? _tally with { Updated = _tally.Updated + 1 } : _tally with { Unchanged = _tally.Unchanged + 1 };
    }

    private void MergeNew(WorkerRecord? worker, RegisterRow row)
    {
        if (worker is null)
        {
            worker = new WorkerRecord(Guid.CreateVersion7(), row.Nik, cityId, row.Worker, row.Terms.Period, RecordState.Added);
            workers.Add(row.Nik, worker);
        }
        else
        {
            worker.Apply(row, cityId);
        }
        var contract = new ContractRecord(
            Guid.CreateVersion7(), worker.Id, row.Terms, row.Details, revision: 0, row.Row, RecordState.Added);
        worker.Contracts.Add(contract);
        _contracts.Add(contract);
        _tally = _tally with { Imported = _tally.Imported + 1 };
    }

    private static ContractRecord? InForceBy(ContractTerms terms, WorkerRecord worker) =>
        worker.Contracts.Find(contract => contract.WithdrawnAt is null && contract.Terms == terms);

    // The right worker may be another one, who is in the register too: then the name tells.
    private bool IsOfFormerNik(WorkerRecord? worker, RegisterRow row)
    {
        if (former.NikOf(row) is not { } corrected || (worker is not null && Spelling.Key(worker.Details.Name) == Spelling.Key(row.Worker.Name)))
            return false;
        var finding = OutdatedRow.OfNik(row, corrected, cityId);
        _findings.Add(finding);
        _rejected.Add(KeptRow.Outdated(row, finding, contractId: null));
        return true;
    }

    /// <summary>Whether a contract of the worker excludes the row; then the reason is noted.</summary>
    private bool IsRejected(WorkerRecord worker, RegisterRow row)
    {
        // One that is stored and not yet named by this file was accepted beside the others.
        var same = InForceBy(row.Terms, worker);
        if (same is { Row: null })
            return false;
        if (same is null && OutdatedBy(worker, row) is var (outdated, finding))
        {
            _findings.Add(finding);
            _rejected.Add(KeptRow.Outdated(row, finding, outdated.Id));
            return true;
        }
        foreach (var contract in worker.Contracts.Where(contract => contract.WithdrawnAt is null))
        {
            if (contract.Row is { } first && contract.Terms.Period == row.Terms.Period)
                Reject(row, contract, Finding.Rejected(row.Row, Column.Nik, row.Nik.Digits, $"duplicate of row {first}: the same NIK and the same period"));
            else if (contract.Terms == row.Terms || !contract.Terms.Overlaps(row.Terms))
                continue;
            else if (contract.Row is { } earlier)
                Reject(row, contract, OverlapOf(contract, earlier, row));
            else
                _overlaps.Add(new Overlap(row, contract));
            return true;
        }
        return false;
    }

    /// <summary>The contract that the row has as it was before it was corrected or withdrawn; null when there is none.</summary>
    private (ContractRecord Contract, Finding Finding)? OutdatedBy(WorkerRecord worker, RegisterRow row)
    {
        foreach (var contract in worker.Contracts)
        {
            var corrected = former.TermsOf(contract, row);
            if (contract.WithdrawnAt is { } at && (corrected is not null || (contract.Terms == row.Terms && contract.Details.DecreeNumber == row.Details.DecreeNumber)))
                return (contract, OutdatedRow.OfWithdrawn(row, at));
            if (contract.WithdrawnAt is null && corrected is not null)
                return (contract, OutdatedRow.OfTerms(row, contract, corrected));
        }
        return null;
    }

    /// <summary>The row with the present name, where its own was corrected; a name that differs by more than letter case is noted.</summary>
    private RegisterRow Renamed(WorkerRecord worker, RegisterRow row)
    {
        if (former.NameOf(worker.Id, worker.Details.Name, row.Worker.Name) is { } corrected)
        {
            _findings.Add(OutdatedRow.OfName(row, worker, corrected, cityId));
            return row with { Worker = row.Worker with { Name = worker.Details.Name } };
        }
        if (Spelling.Key(worker.Details.Name) != Spelling.Key(row.Worker.Name))
            _findings.Add(RenameOf(worker, row));
        return row;
    }

    /// <summary>The row with what was corrected of the contract instead of what it says still, which is noted.</summary>
    private RegisterRow AsCorrected(ContractRecord contract, RegisterRow row)
    {
        if (former.PositionOf(contract, row) is { } position)
        {
            _findings.Add(OutdatedRow.OfPosition(row, contract, position));
            row = row with { Details = row.Details with { Position = contract.Details.Position } };
        }
        if (former.WageOf(contract, row) is { } wage)
        {
            _findings.Add(OutdatedRow.OfWage(row, contract, wage));
            row = row with { Details = row.Details with { MonthlyWage = contract.Details.MonthlyWage } };
        }
        return row;
    }

    private void Reject(RegisterRow row, ContractRecord contract, Finding finding)
    {
        _findings.Add(finding);
        _rejected.Add(KeptRow.Of(row, finding, contract.Id, contract.Terms.UnitId == row.Terms.UnitId));
    }

    // Another spelling, or another person with the same NIK: only the clerk can tell.
    private Finding RenameOf(WorkerRecord worker, RegisterRow row) => Finding.Warning(
        row.Row, Column.Name, row.Worker.Name,
        (worker.CityId == cityId ? $"the worker with this NIK is {Nik.MaskWithin(worker.Details.Name)} in the register; " : "the worker with this NIK, who is another city's, has another name in the register; ") + (worker.AsOf.IsLaterThan(row.Terms.Period)
            ? "that name stays, for its contract is later; is the NIK right?"
            : "this name replaces it; is the NIK right?"));

    private static Finding OverlapOf(ContractRecord contract, int earlier, RegisterRow row) => Finding.Rejected(
        row.Row, Column.FirstDay, row.Terms.Period.FirstDay.ToIso(), string.Create(
            CultureInfo.InvariantCulture,
            $"overlapping row {earlier}: NIK {row.Nik} has {contract.Terms.Period.FirstDay:yyyy-MM-dd} to {contract.Terms.Period.LastDay:yyyy-MM-dd} there, {row.Terms.Period.FirstDay:yyyy-MM-dd} to {row.Terms.Period.LastDay:yyyy-MM-dd} here"));
}
