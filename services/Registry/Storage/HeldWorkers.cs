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
    private const string Held =
        """
        select w.id, w.nik, w.city_id, w.as_of_first_day, w.as_of_last_day, w.name, w.birth_date, w.is_female, w.thk_number,
               w.birth_place, w.education, w.diploma_number, w.graduated_on, w.school, w.field_of_study, w.email, w.phone,
               c.id, c.unit_id, c.vendor_id, c.first_day, c.last_day, c.decree_number, c.decree_date, c.decree_education,
               c.position, c.signatory_position, c.monthly_wage, c.budget_code,
               case when c.import_id = $2 then c.import_row else named.row_number end
        from worker w
        left join contract_period c on c.worker_id = w.id
        left join import_named named on named.import_id = $2 and named.contract_id = c.id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    private const int ContractColumns = 17; // where they begin

    /// <param name="work">The transaction in which they will be changed.</param>
    /// <param name="import">Whose rows name them.</param>
    /// <param name="niks">Whom to read.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public static async Task<Dictionary<Nik, WorkerRecord>> ReadAsync(
        Work work, RunningImport import, IEnumerable<Nik> niks, CancellationToken cancellation)
    {
        var digits = niks.Select(nik => nik.Digits).Distinct().ToArray();
        await using var command = new NpgsqlCommand(Held, work.Connection, work.Transaction)
        {
            Parameters = { Niks(digits), new() { Value = import.Id } },
        };
        var held = new Dictionary<Nik, WorkerRecord>(digits.Length);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            Add(held, reader);
        return held;
    }

    private static void Add(Dictionary<Nik, WorkerRecord> held, NpgsqlDataReader row)
    {
        var nik = ReadNik(row, 1);
        if (!held.TryGetValue(nik, out var worker))
            held.Add(nik, worker = Worker(row, nik));
        if (!row.IsDBNull(ContractColumns))
            worker.Contracts.Add(Contract(row, worker.Id));
    }

    private static NpgsqlParameter Niks(string[] digits) => new() { Value = digits, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static WorkerRecord Worker(NpgsqlDataReader row, Nik nik) => new(
        row.GetGuid(0), nik, row.GetGuid(2),
        new WorkerDetails(
            row.GetString(5), Day(row, 6), row.GetBoolean(7) ? Sex.Female : Sex.Male, Text(row, 8), Text(row, 9), Text(row, 10),
            Text(row, 11), OptionalDay(row, 12), Text(row, 13), Text(row, 14), Text(row, 15), Text(row, 16)),
        new Period(Day(row, 3), Day(row, 4)), RecordState.Stored);

    private static ContractRecord Contract(NpgsqlDataReader row, Guid workerId) => new(
        row.GetGuid(17), workerId,
        new ContractTerms(row.GetGuid(18), row.IsDBNull(19) ? null : row.GetGuid(19), new Period(Day(row, 20), Day(row, 21))),
        new ContractDetails(
            row.GetString(22), OptionalDay(row, 23), Text(row, 24), row.GetString(25), Text(row, 26),
            row.IsDBNull(27) ? null : row.GetInt64(27), Text(row, 28)),
        row.IsDBNull(29) ? null : row.GetInt32(29), RecordState.Stored);

    private static Nik ReadNik(NpgsqlDataReader row, int column) =>
        Nik.TryRead(row.GetString(column), out var nik) ? nik : throw new InvalidDataException("a stored NIK is not 16 digits");

    private static DateOnly Day(NpgsqlDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    private static DateOnly? OptionalDay(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : Day(row, column);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
