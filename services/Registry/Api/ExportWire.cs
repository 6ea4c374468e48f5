using Workforce.Registry.Exports;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Api;

/// <summary>Exports on the wire.</summary>
internal static class ExportWire
{
    /// <exception cref="InvalidInputException">A field is missing or wrong, or has no meaning in the layout.</exception>
    public static Export ExportFrom(V1.ExportRequest request)
    {
        var cityId = Field.Uuid("city_id", request.CityId);
        var layout = LayoutFrom(request.Layout);
        var asOf = Field.Day("as_of", request.AsOf);
        var rulesOf = Field.OptionalDay("rules_of", request.RulesOf);
        if (rulesOf is not null && layout is not ExportLayout.National)
            throw new InvalidInputException("rules_of", request.RulesOf, "belongs to the layout NATIONAL; the register's has no rules");
        return new Export(cityId, layout, asOf, rulesOf, FormatFrom(request.Format));
    }

    public static V1.ExportHeader HeaderOf(ExportFiles files) => new()
    {
        FileName = files.Export.FileName,
        ExcludedFileName = files.Export.ExcludedFileName,
        ContentBytes = files.Content.Length,
        ExcludedBytes = files.Excluded?.Length ?? 0,
        RulesOf = Field.Iso(files.Export.Rules?.RulesOf),
    };

    public static V1.ExportSummary ToWire(ExportSums sums) => new()
    {
        Contracts = sums.Contracts,
        Rows = sums.Rows,
        Excluded = { sums.Excluded.Select(excluded => new V1.Excluded { Reason = (V1.ExclusionReason)excluded.Reason, Rows = excluded.Rows }) },
    };

    private static ExportLayout LayoutFrom(V1.ExportLayout layout) => layout switch
    {
        V1.ExportLayout.Register => ExportLayout.Register,
        V1.ExportLayout.National => ExportLayout.National,
        V1.ExportLayout.Unspecified => throw new InvalidInputException("layout", null, "is required: REGISTER or NATIONAL"),
        _ => throw new InvalidInputException("layout", $"{(int)layout}", "is neither REGISTER nor NATIONAL"),
    };

    private static TableFormat FormatFrom(V1.ExportFormat format) => format switch
    {
        V1.ExportFormat.Csv => TableFormat.Csv,
        V1.ExportFormat.Xlsx => TableFormat.Xlsx,
        V1.ExportFormat.Unspecified => throw new InvalidInputException("format", null, "is required: CSV or XLSX"),
        _ => throw new InvalidInputException("format", $"{(int)format}", "is neither CSV nor XLSX"),
    };
}
