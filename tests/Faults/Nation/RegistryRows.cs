using Dapper;
using Npgsql;
using NpgsqlTypes;
using Workforce.Identity;

namespace Workforce.Faults.Nation;

/// <summary>Governments as Registry keeps them.</summary>
internal static class RegistryRows
{
    /// <summary>Of every contract.</summary>
    public const string Position = "Petugas";

    private static readonly DateOnly Born = new(1990, 1, 1);

    public static async Task StoreAsync(NpgsqlConnection connection, IReadOnlyCollection<Government> governments)
    {
        await StoreCitiesAsync(connection, governments);
        await CopyWorkersAsync(connection, governments);
        await CopyPeriodsAsync(connection, governments);
    }

    private static async Task StoreCitiesAsync(NpgsqlConnection connection, IReadOnlyCollection<Government> governments)
    {
        var units = governments
            .SelectMany(government => government.Units.Zip(government.Heads).Select(unit => (government.Id, Unit: unit.First, Head: unit.Second)))
            .ToList();
        await connection.ExecuteAsync(
            """
            insert into city (id, code, name, name_key, time_zone, version)
            select id, code, name, code, zone, 1 from unnest(@ids, @codes, @names, @zones) as new (id, code, name, zone);
            insert into work_unit (id, city_id, code, name, aliases, kind, head_id, head_name, head_title)
            select id, city_id, 'unit-' || id, 'Dinas', '{}', case position % 12 when 1 then 'fire-service' else 'office' end,
                   head_id, 'Kepala', 'Kepala Dinas'
            from unnest(@units, @cities, @heads) with ordinality as new (id, city_id, head_id, position);

            insert into office (city_id, code, title, unit_id, superior, signs)
            select city_id, 'unit-' || id, 'Kepala Dinas', id, '', false from unnest(@units, @cities) as new (id, city_id);
            insert into appointment (id, city_id, office, name, issuer, subject, capacity)
            select gen_random_uuid(), city_id, 'unit-' || unit, 'Kepala', @issuer, 'kepala-' || city_id, 1 from unnest(@units, @cities) as new (unit, city_id);
            """,
            new
            {
                ids = governments.Select(government => government.Id).ToArray(),
                codes = governments.Select(government => government.Code).ToArray(),
                names = governments.Select(government => government.Name).ToArray(),
                zones = governments.Select(government => government.TimeZone).ToArray(),
                units = units.Select(unit => unit.Unit).ToArray(),
                cities = units.Select(unit => unit.Id).ToArray(),
                heads = units.Select(unit => unit.Head).ToArray(),
                issuer = SetupKey.Issuer,
            });
    }

    private static async Task CopyWorkersAsync(NpgsqlConnection connection, IReadOnlyCollection<Government> governments)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy worker (id, nik, city_id, as_of_first_day, as_of_last_day, name, birth_date, is_female) from stdin (format binary)");
        foreach (var government in governments)
        {
            foreach (var person in Person.Of(government))
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(person.WorkerId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.Nik, NpgsqlDbType.Text);
                await copy.WriteAsync(government.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Government.FirstDay, NpgsqlDbType.Date);
                await copy.WriteAsync(Government.LastDay, NpgsqlDbType.Date);
                await copy.WriteAsync(person.Name, NpgsqlDbType.Text);
                await copy.WriteAsync(Born, NpgsqlDbType.Date);
                await copy.WriteAsync(false, NpgsqlDbType.Boolean);
            }
        }
        await copy.CompleteAsync();
    }

    private static async Task CopyPeriodsAsync(NpgsqlConnection connection, IReadOnlyCollection<Government> governments)
    {
        var importId = Guid.CreateVersion7();
        await using var copy = await connection.BeginBinaryImportAsync(
            """
            copy contract_period (id, worker_id, city_id, unit_id, first_day, last_day, decree_number, position, import_id, import_row)
            from stdin (format binary)
            """);
        foreach (var government in governments)
        {
            foreach (var (row, person) in Person.Of(government).Index())
            {
                await copy.StartRowAsync();
                await copy.WriteAsync(person.ContractId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.WorkerId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(government.Id, NpgsqlDbType.Uuid);
                await copy.WriteAsync(person.UnitId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(Government.FirstDay, NpgsqlDbType.Date);
                await copy.WriteAsync(Government.LastDay, NpgsqlDbType.Date);
                await copy.WriteAsync("800/1/2020", NpgsqlDbType.Text);
                await copy.WriteAsync(Position, NpgsqlDbType.Text);
                await copy.WriteAsync(importId, NpgsqlDbType.Uuid);
                await copy.WriteAsync(row + 1, NpgsqlDbType.Integer);
            }
        }
        await copy.CompleteAsync();
    }
}
