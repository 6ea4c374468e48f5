using Dapper;
using Npgsql;
using NpgsqlTypes;
using Workforce.Faults.Nation;

namespace Workforce.Bench.Fanout;

/// <summary>The night's outcome before it is written: per contract its request's and its notice's columns, and per city its cycle.</summary>
internal static class LaidOutRows
{
    private static readonly DateOnly DueDay = Government.LastDay.AddDays(14);

    public static async Task StoreAsync(NpgsqlConnection session, IReadOnlyCollection<Government> governments)
    {
        await session.ExecuteAsync(
            """
            create table opened (city_id uuid primary key, cycle_id uuid not null);
            insert into opened select unnest(@cities), unnest(@cycles);
            create table laid_out (
                contract_id uuid, worker_id uuid, city_id uuid, cycle_id uuid, unit_id uuid, head_id uuid, due_day date,
                recipient text, request_id uuid, notice_id uuid);
            """,
            new
            {
                cities = governments.Select(government => government.Id).ToArray(),
                cycles = governments.Select(CycleOf).ToArray(),
            });
        await CopyAsync(session, governments);
    }

    private static async Task CopyAsync(NpgsqlConnection session, IEnumerable<Government> governments)
    {
        await using var copy = await session.BeginBinaryImportAsync("copy laid_out from stdin (format binary)");
        foreach (var government in governments)
        {
            var cycle = CycleOf(government);
            var heads = government.Units.Zip(government.Heads).ToDictionary(unit => unit.First, unit => unit.Second);
            var ids = new SeededIds(3 * Governments.All + government.Number);
            foreach (var person in Person.Of(government))
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(person.ContractId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.WorkerId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(government.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(cycle, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.UnitId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(heads[person.UnitId], NpgsqlDbType.Uuid);
                await copy.WriteAsync(DueDay, NpgsqlDbType.Date);
                await copy.WriteAsync(person.Name, NpgsqlDbType.Text);
                await copy.WriteAsync(ids.Next(), NpgsqlDbType.Uuid);
                await copy.WriteAsync(ids.Next(), NpgsqlDbType.Uuid);
            }
        }
        await copy.CompleteAsync();
    }

    private static Guid CycleOf(Government government) => new SeededIds(2 * Governments.All + government.Number).Next();
}
