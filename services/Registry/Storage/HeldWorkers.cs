using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Reads what the register holds of some workers, in one round trip.</summary>
internal static class HeldWorkers
{
    private const string Workers =
        """
        select id, nik, city_id, as_of_first_day, as_of_last_day, name, birth_date, is_female, thk_number, birth_place, education,
               diploma_number, graduated_on, school, field_of_study, email, phone
        from worker
        where nik = any($1)
        """;

    private const string Contracts =
        """
        select w.nik, c.id, c.worker_id, c.unit_id, c.vendor_id, c.first_day, c.last_day, c.decree_number, c.decree_date,
               c.decree_education, c.position, c.signatory_position, c.monthly_wage, c.budget_code,
               case when c.import_id = $2 then c.import_row else named.row_number end
        from worker w
        join contract_period c on c.worker_id = w.id
        left join import_named named on named.import_id = $2 and named.contract_id = c.id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    /// <param name="work">The transaction in which they will be changed.</param>
    /// <param name="import">Whose rows name them.</param>
    /// <param name="niks">Whom to read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<Dictionary<Nik, WorkerRecord>> ReadAsync(
        Work work, RunningImport import, IEnumerable<Nik> niks, CancellationToken cancellation)
    {
        var digits = niks.Select(nik => nik.Digits).Distinct().ToArray();
        await using var batch = new NpgsqlBatch(work.Connection, work.Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Workers) { Parameters = { Niks(digits) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Contracts) { Parameters = { Niks(digits), new() { Value = import.Id } } });

        var held = new Dictionary<Nik, WorkerRecord>(digits.Length);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var worker = Worker(reader);
            held.Add(worker.Nik, worker);
        }
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            held[ReadNik(reader, 0)].Contracts.Add(Contract(reader));
        return held;
    }

    private static NpgsqlParameter Niks(string[] digits) => new() { Value = digits, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static WorkerRecord Worker(NpgsqlDataReader row) => new(
        row.GetGuid(0), ReadNik(row, 1), row.GetGuid(2),
        new WorkerDetails(
            row.GetString(5), Day(row, 6), row.GetBoolean(7) ? Sex.Female : Sex.Male, Text(row, 8), Text(row, 9), Text(row, 10),
            Text(row, 11), OptionalDay(row, 12), Text(row, 13), Text(row, 14), Text(row, 15), Text(row, 16)),
        new Period(Day(row, 3), Day(row, 4)), RecordState.Stored);

    private static ContractRecord Contract(NpgsqlDataReader row) => new(
        row.GetGuid(1), row.GetGuid(2),
        new ContractTerms(row.GetGuid(3), row.IsDBNull(4) ? null : row.GetGuid(4), new Period(Day(row, 5), Day(row, 6))),
        new ContractDetails(
            row.GetString(7), OptionalDay(row, 8), Text(row, 9), row.GetString(10), Text(row, 11),
            row.IsDBNull(12) ? null : row.GetInt64(12), Text(row, 13)),
        row.IsDBNull(14) ? null : row.GetInt32(14), RecordState.Stored);

    private static Nik ReadNik(NpgsqlDataReader row, int column) =>
        Nik.TryRead(row.GetString(column), out var nik) ? nik : throw new InvalidDataException("a stored NIK is not 16 digits");

    private static DateOnly Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static DateOnly? OptionalDay(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Day(row, column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
