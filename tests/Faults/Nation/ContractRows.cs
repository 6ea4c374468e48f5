using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Workforce.Faults.Nation;

/// <summary>Governments as Contract keeps them.</summary>
public static class ContractRows
{
    public static async Task StoreAsync(NpgsqlConnection connection, IReadOnlyCollection<Government> governments)
    {
        await connection.ExecuteAsync(
            """
            insert into city (city_id, version, code, name, time_zone)
            select id, 1, code, name, zone from unnest(@ids, @codes, @names, @zones) as new (id, code, name, zone);
            insert into policy (city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language)
            select unnest(@ids), 1, @FirstDay, 14, 14, 'BKPPD', 'id';
            insert into exemption_list (city_id, version, number, decided_on, signatory_name, signatory_title, kinds, unit_codes)
            select unnest(@ids), 1, '1/SE/2020', @LastDay, 'Wali Kota', 'Wali Kota', '{fire-service}', '{}';
            """,
            new
            {
                ids = governments.Select(government => government.Id).ToArray(),
                codes = governments.Select(government => government.Code).ToArray(),
                names = governments.Select(government => government.Name).ToArray(),
                zones = governments.Select(government => government.TimeZone).ToArray(),
                Government.FirstDay,
                Government.LastDay,
            });
        await CopyContractsAsync(connection, governments);
    }

    /// <summary>Next contracts of some workers, from the day after the last day: their work goes on.</summary>
    public static async Task CopyNextContractsAsync(NpgsqlConnection connection, IEnumerable<Government> governments)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day) from stdin (format binary)");
        foreach (var government in governments)
        {
            foreach (var person in Person.Of(government).Where(person => person.Continues))
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(person.NextContractId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(government.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.WorkerId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.UnitId, NpgsqlDbType.Uuid);
                if (person.NextVendorId is { } vendorId)
                    await copy.WriteAsync(vendorId, NpgsqlDbType.Uuid);
                else
                    await copy.WriteNullAsync();
                await copy.WriteAsync(Government.LastDay.AddDays(1), NpgsqlDbType.Date);
                await copy.WriteAsync(Government.LastDay.AddYears(1), NpgsqlDbType.Date);
            }
        }
        await copy.CompleteAsync();
    }

    public static async Task CopyContractsAsync(NpgsqlConnection connection, IEnumerable<Government> governments)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy contract (contract_id, city_id, worker_id, unit_id, first_day, last_day) from stdin (format binary)");
        foreach (var government in governments)
        {
            foreach (var person in Person.Of(government))
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(person.ContractId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(government.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.WorkerId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.UnitId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Government.FirstDay, NpgsqlDbType.Date);
                await copy.WriteAsync(Government.LastDay, NpgsqlDbType.Date);
            }
        }
        await copy.CompleteAsync();
    }
}
