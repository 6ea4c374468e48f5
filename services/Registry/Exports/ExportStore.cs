using System.Runtime.CompilerServices;
using Npgsql;
using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Exports;

/// <summary>Reads what is exported of the register: whole NIKs and numbers, which leave Registry in no other way.</summary>
public sealed class ExportStore(Database database)
{
    // However long the files take to be written; the caller's deadline is the limit.
    private const int NoTimeout = 0;

    // Of a worker whose latest contract is with another city the details are that city's: such contracts are counted alone, also when there is
    // no other. One statement, so that all is of one moment, also while an import runs. Its rows are read as they come.
    private const string InForce =
        """
        select count(c.id) over ()::int, c.id, w.id, w.nik, w.name, w.birth_date, w.is_female, w.thk_number, w.birth_place, w.education,
               w.diploma_number, w.graduated_on, w.school, w.field_of_study, w.email, w.phone, w.first_appointed_on, w.bkn_category, w.niptt,
               w.health_insurance_number, w.employment_insurance_number, unit.name, vendor.name, c.first_day, c.last_day, c.decree_number,
               c.decree_date, c.decree_education, c.position, c.signatory_position, c.monthly_wage, c.budget_code, c.engagement, c.is_blud,
               coalesce(w.first_appointed_on, (
                   select min(earliest.first_day) from contract_period earliest where earliest.worker_id = w.id and earliest.city_id = c.city_id and earliest.withdrawn_at is null)),
               c.revision, w.revision, of_other_city.contracts
        from (
            select count(*)::int as contracts
            from contract_period c join worker w on w.id = c.worker_id and w.city_id <> c.city_id
            where c.city_id = $1 and c.withdrawn_at is null and c.first_day <= $2 and c.last_day >= $2) as of_other_city
        left join (
            contract_period c
            join worker w on w.id = c.worker_id and w.city_id = c.city_id
            join work_unit unit on unit.id = c.unit_id
            left join vendor on vendor.id = c.vendor_id)
          on c.city_id = $1 and c.withdrawn_at is null and c.first_day <= $2 and c.last_day >= $2
        order by unit.name, w.name, c.id
        """;

    private const int ContractColumn = 1;
    private const int OfOtherCityColumn = 37;

    /// <summary>The contracts of a city in force on a day, by unit and name, in pages of at most <paramref name="size"/>; an empty one when there are none.</summary>
    public async IAsyncEnumerable<ExportPage> ReadAsync(
        Guid cityId, DateOnly asOf, int size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(InForce, connection)
        {
            CommandTimeout = NoTimeout,
            Parameters = { new() { Value = cityId }, new() { Value = asOf } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (contracts, ofOtherCity) = (reader.GetInt32(0), reader.GetInt32(OfOtherCityColumn));
        var (isRow, rows) = (!reader.IsDBNull(ContractColumn), new List<ExportRow>(size));
        while (isRow)
        {
            rows.Add(Read(reader));
            isRow = await reader.ReadAsync(cancellation);
            if (!isRow || rows.Count < size)
                continue;
            yield return new ExportPage(contracts, ofOtherCity, rows);
            rows = new List<ExportRow>(size);
        }
        yield return new ExportPage(contracts, ofOtherCity, rows);
    }

    private static ExportRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetInt32(35), row.GetGuid(2), row.GetInt32(36), Nik.Stored(row.GetString(3)),
        new WorkerDetails(
            row.GetString(4), Day(row, 5), row.GetBoolean(6) ? Sex.Female : Sex.Male, Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10),
            OptionalDay(row, 11), Text(row, 12), Text(row, 13), Text(row, 14), Text(row, 15), OptionalDay(row, 16),
            row.IsDBNull(17) ? null : (BknCategory)row.GetInt16(17), Text(row, 18), Text(row, 19), Text(row, 20)),
        row.GetString(21), Text(row, 22), new Period(Day(row, 23), Day(row, 24)),
        new ContractDetails(
            row.GetString(25), OptionalDay(row, 26), Text(row, 27), row.GetString(28), Text(row, 29),
            row.IsDBNull(30) ? null : row.GetInt64(30), Text(row, 31), (EngagementKind)row.GetInt16(32),
            row.IsDBNull(33) ? null : row.GetBoolean(33)),
        Day(row, 34));

    private static DateOnly Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static DateOnly? OptionalDay(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Day(row, column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
