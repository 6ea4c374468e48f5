using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Import;

/// <summary>Reads the table of corrections as imports need it; <c>CorrectionStore</c> writes it.</summary>
internal static class FormerValueStore
{
    /// <summary>What was corrected of these workers and their contracts, and of those who had one of these NIKs.</summary>
    public static async Task<FormerValues> ListAsync(
        UnitOfWork work, IEnumerable<Guid> workerIds, IEnumerable<Nik> niks, CancellationToken cancellation)
    {
        // The numbers are written out: by a parameter no plan that is kept could use the index of former NIKs.
        var rows = await work.ListAsync<Row>(
            $"""
            select correction.worker_id, worker.city_id, worker.name, worker.nik, worker.birth_date, correction.contract_id, correction.field, correction.before,
                unit.id as unit_id, correction.at
            from correction join worker on worker.id = correction.worker_id
            left join work_unit unit on correction.field = {(short)CorrectedField.Unit} and unit.city_id = correction.city_id and unit.code = correction.before
            where correction.worker_id = any(@workers || array(select worker_id from correction where field = {(short)CorrectedField.Nik} and before = any(@niks)))
            order by correction.id desc
            """,
            new
            {
                workers = workerIds.ToArray(),
                niks = niks.Select(nik => nik.Digits).Distinct().ToArray(),
            },
            cancellation);
        return new FormerValues([.. rows.Select(row => row.ToValue())]);
    }

    private sealed record Row(
        Guid WorkerId, Guid CityId, string Name, string Nik, DateOnly BirthDate, Guid? ContractId, CorrectedField Field, string Before, Guid? UnitId, DateTime At)
    {
        public FormerValue ToValue() => new(new CorrectedWorker(WorkerId, CityId, Name, Nik, BirthDate), ContractId, Field, Before, UnitId, At);
    }
}
