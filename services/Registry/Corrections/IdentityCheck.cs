using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Corrections;

/// <summary>Looks through the rows of a chunk in their order for what two of them, or the register and one, say otherwise of who a worker is.</summary>
/// <param name="before">Workers whom rows of chunks before have corrected.</param>
internal sealed class IdentityCheck(IReadOnlyCollection<string> niksInUse, IReadOnlyDictionary<Guid, (int Row, WorkerIdentity Identity)> before)
{
    private readonly HashSet<string> _inUse = [.. niksInUse];
    private readonly Dictionary<Guid, (int Row, WorkerIdentity Identity)> _of = new(before);

    public Finding? FaultOf(CorrectedRow row)
    {
        if (row.WorkerChanges.Count == 0)
            return null;
        if (_of.TryGetValue(row.Worker.Id, out var first))
            return first.Identity == row.Identity ? null : row.Rejected(Column.Name, row.Row.Worker.Name, $"is another one in row {first.Row}, which is of the same worker, or the NIK is");
        // In use from now on: another row may not give it to another worker.
        if (row.Identity.Nik != row.Worker.Nik && !_inUse.Add(row.Identity.Nik))
            return row.Rejected(Column.Nik, row.Identity.Nik, $"{CorrectWorker.NikInUse}; or a row before gives it to another");
        _of.Add(row.Worker.Id, (row.Row.Row, row.Identity));
        return null;
    }
}
