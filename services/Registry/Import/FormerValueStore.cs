using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Import;

/// <summary>Reads the table of corrections as imports need it; <c>CorrectionStore</c> writes it.</summary>
internal static class FormerValueStore
{
    /// <summary>What was corrected of these workers and their contracts, and of those who had one of these NIKs.</summary>
    public static async Task<FormerValues> ListAsync(
        UnitOfWork work, IReadOnlyCollection<WorkerRecord> workers, IEnumerable<Nik> niks, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<Row>(
            """
            select correction.worker_id, worker.city_id, worker.name, worker.nik, correction.contract_id, correction.field, correction.before,
                unit.id as unit_id, correction.at
            from correction join worker on worker.id = correction.worker_id
            left join work_unit unit on correction.field = @Unit and unit.city_id = correction.city_id and unit.code = correction.before
            where correction.worker_id = any(@workers || array(select worker_id from correction where field = @Nik and before = any(@niks)))
            order by correction.id desc
            """,
            new
            {
                workers = workers.Select(worker => worker.Id).ToArray(),
                niks = niks.Select(nik => nik.Digits).Distinct().ToArray(),
                Unit = (short)CorrectedField.Unit,
                Nik = (short)CorrectedField.Nik,
            },
            cancellation);
        return new FormerValues([.. rows.Select(row => row.ToValue())]);
    }

    private sealed record Row(
        Guid WorkerId, Guid CityId, string Name, string Nik, Guid? ContractId, CorrectedField Field, string Before, Guid? UnitId, DateTime At)
    {
        public FormerValue ToValue() => new(new CorrectedWorker(WorkerId, CityId, Name, Nik), ContractId, Field, Before, UnitId, At);
    }
}
