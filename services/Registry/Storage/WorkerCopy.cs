using Dapper;
using Npgsql;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Writes workers by binary COPY.</summary>
internal static class WorkerCopy
{
    private const string Columns =
        """
        id, nik, city_id, as_of_first_day, as_of_last_day, name, birth_date, is_female, thk_number, birth_place, education,
        diploma_number, graduated_on, school, field_of_study, email, phone
        """;

    public static Task InsertAsync(
        NpgsqlConnection connection, IReadOnlyCollection<WorkerRecord> workers, CancellationToken cancellation) =>
        CopyAsync(connection, "worker", workers, cancellation);

    public static async Task UpdateAsync(
        NpgsqlConnection connection, IReadOnlyCollection<WorkerRecord> workers, CancellationToken cancellation)
    {
        if (workers.Count == 0)
            return;
        await connection.ExecuteAsync("create temp table worker_change (like worker) on commit drop");
        await CopyAsync(connection, "worker_change", workers, cancellation);
        await connection.ExecuteAsync(
            """
            update worker
            set city_id = c.city_id, as_of_first_day = c.as_of_first_day, as_of_last_day = c.as_of_last_day, name = c.name,
                birth_date = c.birth_date, is_female = c.is_female, thk_number = c.thk_number, birth_place = c.birth_place,
                education = c.education, diploma_number = c.diploma_number, graduated_on = c.graduated_on, school = c.school,
                field_of_study = c.field_of_study, email = c.email, phone = c.phone
            from worker_change c
            where c.id = worker.id
            """);
    }

    private static Task CopyAsync(
        NpgsqlConnection connection, string table, IReadOnlyCollection<WorkerRecord> workers, CancellationToken cancellation) =>
        connection.CopyAsync($"copy {table} ({Columns}) from stdin (format binary)", workers, Write, cancellation);

    private static void Write(CopyRows copy, WorkerRecord worker)
    {
        var details = worker.Details;
        copy.Id(worker.Id);
        copy.Text(worker.Nik.Digits);
        copy.Id(worker.CityId);
        copy.Day(worker.AsOf.FirstDay);
        copy.Day(worker.AsOf.LastDay);
        copy.Text(details.Name);
        copy.Day(details.BirthDate);
        copy.Flag(details.Sex is Sex.Female);
        copy.Text(details.ThkNumber);
        copy.Text(details.BirthPlace);
        copy.Text(details.Education);
        copy.Text(details.DiplomaNumber);
        copy.Day(details.GraduatedOn);
        copy.Text(details.School);
        copy.Text(details.FieldOfStudy);
        copy.Text(details.Email);
        copy.Text(details.Phone);
    }
}
