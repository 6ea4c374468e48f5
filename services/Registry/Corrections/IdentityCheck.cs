using Workforce.Registry.Import.Reading;

namespace Workforce.Registry.Corrections;

/// <summary>Looks through the rows of a chunk in their order for what two of them, or the register and one, say otherwise of who a worker is.</summary>
internal sealed class IdentityCheck(IReadOnlyCollection<string> niksInUse)
{
    private readonly HashSet<string> _inUse = [.. niksInUse];
    private readonly Dictionary<Guid, CorrectedRow> _of = [];

    public Finding? FaultOf(CorrectedRow row)
    {
        if (row.WorkerChanges.Count == 0)
            return null;
        if (_of.TryGetValue(row.Worker.Id, out var first))
            return first.Identity == row.Identity ? null : row.Rejected(Column.Name, row.Row.Worker.Name, $"is another one in row {first.Row.Row}, which is of the same worker, or the NIK is");
        // Taken from now on: another row may not give it to another worker.
        if (row.Identity.Nik != row.Worker.Nik && !_inUse.Add(row.Identity.Nik))
            return row.Rejected(Column.Nik, row.Identity.Nik, CorrectWorker.NikInUse);
        _of.Add(row.Worker.Id, row);
        return null;
    }
}
