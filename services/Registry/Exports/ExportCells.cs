using System.Globalization;
using Workforce.Registry.Events;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Rules;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets.Cells;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Exports;

/// <summary>The cells of an export: written so that an import reads from each what the register has.</summary>
internal static class ExportCells
{
    /// <summary>The column with the reason for which a row is left out.</summary>
    public static readonly string Reason = Column.Reason.Title();

    // Those of the national data collection come first.
    private static readonly Column[] Register = [.. Enum.GetValues<Column>().TakeWhile(column => column <= Column.WorkerRevision)];
    private static readonly Column[] National = [.. Register.TakeWhile(column => column <= Column.SignatoryPosition)];

    public static IReadOnlyList<Column> ColumnsOf(ExportLayout layout) => layout is ExportLayout.National ? National : Register;

    public static TableCell Of(ExportRow row, Column column) => column switch
    {
        Column.MonthlyWage => TableCell.Of(row.Details.MonthlyWage),
        _ => TableCell.Of(TextOf(row, column) is { } text ? CellText.Wrapped(text) : null),
    };

    /// <summary>Why a row is left out, for the personnel office.</summary>
    public static string WordsOf(ExclusionReason reason, NationalRules rules) => reason switch
    {
        ExclusionReason.Position => "Jabatan dikecualikan",
        ExclusionReason.Procurement => "Dibayar melalui pengadaan barang dan jasa",
        ExclusionReason.Blud => "Pegawai BLUD",
        ExclusionReason.AppointedLater => $"Diangkat setelah {rules.RulesOf.ToIso()}",
        ExclusionReason.LessThanAYear => $"Masa kerja kurang dari 1 tahun pada {rules.RulesOf.ToIso()}",
        ExclusionReason.BelowAge => string.Create(CultureInfo.InvariantCulture, $"Usia di bawah {rules.LowestAge} tahun pada {rules.RulesOf.ToIso()}"),
        ExclusionReason.AboveAge => string.Create(CultureInfo.InvariantCulture, $"Usia di atas {rules.HighestAge} tahun pada {rules.RulesOf.ToIso()}"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "has no words"),
    };

    private static string? TextOf(ExportRow row, Column column) => column switch
    {
        Column.Nik => row.Nik.Digits,
        Column.Name => row.Worker.Name,
        Column.ThkNumber => row.Worker.ThkNumber,
        Column.BirthPlace => row.Worker.BirthPlace,
        Column.BirthDate => row.Worker.BirthDate.ToIso(),
        Column.Sex => row.Worker.Sex is Sex.Female ? "P" : "L",
        Column.Education => row.Worker.Education,
        Column.DiplomaNumber => row.Worker.DiplomaNumber,
        Column.GraduatedOn => row.Worker.GraduatedOn?.ToIso(),
        Column.School => row.Worker.School,
        Column.DecreeNumber => row.Details.DecreeNumber,
        Column.DecreeDate => row.Details.DecreeDate?.ToIso(),
        Column.FirstDay => row.Period.FirstDay.ToIso(),
        Column.LastDay => row.Period.LastDay.ToIso(),
        Column.DecreeEducation => row.Details.DecreeEducation,
        Column.Position => row.Details.Position,
        Column.Unit => row.UnitName,
        Column.SignatoryPosition => row.Details.SignatoryPosition,
        Column.Email => row.Worker.Email,
        Column.Phone => row.Worker.Phone,
        Column.FieldOfStudy => row.Worker.FieldOfStudy,
        Column.BudgetCode => row.Details.BudgetCode,
        Column.Employer => row.VendorName,
        Column.Engagement => WordOf(row.Details.Engagement),
        Column.FirstAppointedOn => FirstAppointedOn(row),
        Column.BknCategory => row.Worker.BknCategory?.ToString(),
        Column.Niptt => row.Worker.Niptt,
        Column.HealthInsuranceNumber => row.Worker.HealthInsuranceNumber,
        Column.EmploymentInsuranceNumber => row.Worker.EmploymentInsuranceNumber,
        Column.Blud => row.Details.IsBlud switch { true => "Ya", false => "Tidak", null => null },
        Column.ContractId => $"{row.ContractId}",
        Column.Revision => row.Revision.ToString(CultureInfo.InvariantCulture),
        Column.WorkerRevision => row.WorkerRevision.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "is not written as text"),
    };

    // What another contract says of the worker may be after the first day of this one, as no import would take it. An import takes the empty
    // cell of such a row for no word of it.
    private static string? FirstAppointedOn(ExportRow row) =>
        row.Worker.FirstAppointedOn <= row.Period.FirstDay ? row.Worker.FirstAppointedOn?.ToIso() : null;

    private static string WordOf(EngagementKind kind) => kind switch
    {
        EngagementKind.NonPermanent => "PTT",
        EngagementKind.Individual => "perorangan",
        EngagementKind.Outsourced => "alih daya",
        EngagementKind.PartTimePppk => "PPPK paruh waktu",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "has no word"),
    };
}
