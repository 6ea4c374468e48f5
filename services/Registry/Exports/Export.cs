using System.Globalization;
using Workforce.Registry.Contracts;
using Workforce.Registry.Rules;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Exports;

/// <summary>For whom a file of the register is.</summary>
public enum ExportLayout
{
    /// <summary>For the city: all columns that an import reads, and the contract's id.</summary>
    Register,

    /// <summary>For the national data collection (pendataan non-ASN): its columns, without the rows that its rules exclude.</summary>
    National,
}

/// <summary>What of a city's register is exported, and how: its contracts in force on a day.</summary>
/// <param name="RulesOf">Which of the city's rules the national layout follows; null for those of the latest day.</param>
public sealed record Export(Guid CityId, ExportLayout Layout, DateOnly AsOf, DateOnly? RulesOf, TableFormat Format);

/// <summary>A contract in force, with its worker and the names that the file has for its ids.</summary>
/// <param name="VendorName">Null when the city is the employer.</param>
/// <param name="Revision">How often the contract was changed.</param>
/// <param name="WorkerRevision">How often the worker's name or NIK were changed.</param>
/// <param name="AppointedOn">When the worker was first appointed; the first day with the city where the register does not say.</param>
public sealed record ExportRow(
    Guid ContractId, int Revision, Guid WorkerId, int WorkerRevision, Nik Nik, WorkerDetails Worker, string UnitName, string? VendorName, Period Period,
    ContractDetails Details, DateOnly AppointedOn)
{
    /// <summary>What the national rules look at.</summary>
    public Candidate Candidate => new(
        Details.Position, Details.Engagement, Details.IsBlud is true, AppointedOn, Worker.BirthDate,
        IsOfThkList: Worker.ThkNumber is not null || Worker.BknCategory is BknCategory.R2);
}

/// <summary>An export while it is written: what its entries in the access log and its files are called.</summary>
/// <param name="CityCode">For example <c>kupang</c>.</param>
/// <param name="Rules">Null in the register's layout.</param>
public sealed record RunningExport(Export Export, string CityCode, NationalRules? Rules)
{
    private string Layout => Export.Layout is ExportLayout.National ? "national" : "register";

    private string Format => Export.Format is TableFormat.Xlsx ? "xlsx" : "csv";

    public string FileName => $"{CityCode}-{Layout}-{Export.AsOf.ToIso()}.{Format}";

    /// <summary>Of the file with the excluded rows; empty where there is none.</summary>
    public string ExcludedFileName => Rules is null ? "" : $"{CityCode}-{Layout}-{Export.AsOf.ToIso()}-excluded.{Format}";

    /// <summary>What was asked for, as the access log has it: of more than a part which of them it is.</summary>
    /// <param name="contracts">In force on the day.</param>
    public string Selection(int contracts, int part, int parts) => string.Create(
        CultureInfo.InvariantCulture,
        $"export {Layout} as of {Export.AsOf.ToIso()}{(Rules is null ? "" : $", rules of {Rules.RulesOf.ToIso()}")}, {Format}, {contracts:N0} rows{(parts > 1 ? $", part {part} of {parts}" : "")}");
}

/// <summary>A page of the rows of an export.</summary>
/// <param name="Contracts">In force on the day, in all pages.</param>
/// <param name="OfOtherCity">Also in force, and in no page: the worker's latest contract is with another city.</param>
public sealed record ExportPage(int Contracts, int OfOtherCity, IReadOnlyList<ExportRow> Rows);

/// <summary>Contracts in force on the day = rows + those of each reason.</summary>
/// <param name="Excluded">Rows by the reason for which they are left out, in the order in which reasons are looked for.</param>
public sealed record ExportSums(int Contracts, int Rows, IReadOnlyList<(ExclusionReason Reason, int Rows)> Excluded);
