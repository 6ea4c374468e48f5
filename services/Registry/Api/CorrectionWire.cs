using Workforce.Registry.Corrections;
using Workforce.Registry.Import.Reading.Fields;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.Spreadsheets.Cells;
using Correction = Workforce.Registry.Corrections.Correction;
using CorrectedField = Workforce.Registry.Contracts.CorrectedField;
using Paper = Workforce.Registry.Corrections.Paper;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Registry.Api;

/// <summary>Corrections on the wire.</summary>
internal static class CorrectionWire
{
    public static V1.CorrectionReply ToWire(IEnumerable<Correction> corrections) => new() { Corrections = { corrections.Select(ToWire) } };

    public static V1.Correction ToWire(Correction correction) => new()
    {
        Id = $"{correction.Id}",
        CityId = $"{correction.CityId}",
        WorkerId = $"{correction.WorkerId}",
        ContractId = $"{correction.ContractId}",
        Field = (V1.CorrectedField)correction.Field,
        From = Shown(correction.Field, correction.Before),
        To = Shown(correction.Field, correction.After),
        Reason = Nik.MaskWithin(correction.Basis.Reason),
        Paper = correction.Basis.Paper is { } paper ? new V1.Paper { Number = Nik.MaskWithin(paper.Number), Date = Field.Iso(paper.Date) } : null,
        At = Timestamp.FromDateTime(correction.At),
        By = correction.By.ToWire(),
    };

    public static V1.CorrectByFileReply ToWire(RunningCorrection run) => new()
    {
        RowsRead = run.Tally.Read,
        RowsCorrected = run.Tally.Corrected,
        RowsUnchanged = run.Tally.Unchanged,
        RowsRejected = run.Tally.Rejected,
        Warnings = run.Tally.Warnings,
        Fields = { run.Fields.OrderBy(field => field.Key).Select(field => new V1.FieldCount { Field = (V1.CorrectedField)field.Key, Count = field.Value }) },
        Findings = { run.Findings.First.Select(FindingWire.ToWire) },
        FindingsTruncated = run.Findings.Count > run.Findings.First.Count,
        BrokenOff = run.IsBrokenOff,
    };

    /// <exception cref="InvalidInputException">A field is wrong, or the reason is missing.</exception>
    public static FileCorrection FileFrom(V1.CorrectByFileHeader header)
    {
        ReceivedFile.Check(header.FileName, header.Sheet);
        return new FileCorrection(
            Field.Uuid("header.city_id", header.CityId), header.FileName, header.Sheet.Length == 0 ? null : header.Sheet,
            BasisFrom(header.Reason, header.Paper, "header."), header.Preview);
    }

    /// <exception cref="InvalidInputException">A field is wrong, or none is given.</exception>
    public static ContractCorrection CorrectionFrom(V1.CorrectContractRequest request)
    {
        var correction = new ContractCorrection(
            DayFrom("first_day", request.FirstDay), DayFrom("last_day", request.LastDay),
            request.Unit.Length == 0 ? null : Field.Text("unit", request.Unit), PositionFrom(request.Position),
            WageFrom(request));
        return correction == new ContractCorrection(null, null, null, null, null)
            ? throw new InvalidInputException("first_day", null, "or another field to correct is required")
            : correction;
    }

    /// <returns>As an import would have it; null: stays.</returns>
    /// <exception cref="InvalidInputException">An import would reject it.</exception>
    public static string? NameFrom(string name)
    {
        if (name.Length == 0)
            return null;
        var text = TextFrom("name", name, isName: true);
        // Not repeated: what has no letter may be a NIK.
        return TextField.HasLetter(text) ? PersonName.Repair(text) : throw new InvalidInputException("name", null, TextField.NoLetter);
    }

    /// <returns>As an import would have it; null: stays.</returns>
    /// <exception cref="InvalidInputException">An import would reject it.</exception>
    public static Nik? NikFrom(string nik)
    {
        if (nik.Length == 0)
            return null;
        var text = nik.Trim();
        return NikField.TryRead(text, out var read, out var fault) ? read : throw new InvalidInputException("nik", Nik.MaskWhole(text), fault);
    }

    /// <exception cref="InvalidInputException">The reason is missing, or the paper is not whole.</exception>
    public static CorrectionBasis BasisFrom(string reason, V1.Paper? paper, string within = "") => new(
        Field.Text($"{within}reason", reason),
        paper is null ? null : new Paper(Field.Text($"{within}paper.number", paper.Number), Field.Day($"{within}paper.date", paper.Date)));

    /// <summary>Bit n of each field n.</summary>
    /// <exception cref="InvalidInputException">One is no field.</exception>
    public static int BitsOf(string field, IReadOnlyList<V1.CorrectedField> fields)
    {
        var bits = 0;
        for (var i = 0; i < fields.Count; i++)
            bits |= fields[i] is not V1.CorrectedField.Unspecified && Enum.IsDefined((CorrectedField)fields[i])
                ? 1 << (int)fields[i]
                : throw new InvalidInputException($"{field}[{i}]", $"{(int)fields[i]}", "is no field that can be corrected");
        return bits;
    }

    private static string? PositionFrom(string position) => position.Length == 0 ? null : TextFrom("position", position, isName: false);

    // As an import has it, so that the file that an export makes of it is the same again.
    private static string TextFrom(string field, string value, bool isName)
    {
        var text = TextField.Tidy(Field.Text(field, value));
        if (TextField.FaultOf(text) is { } fault)
            throw new InvalidInputException(field, isName ? null : text, fault);
        return TextField.SaysNothing(text, isName) ? throw new InvalidInputException(field, text, TextField.Nothing) : text;
    }

    private static DateOnly? DayFrom(string field, string text)
    {
        var day = Field.OptionalDay(field, text);
        return day is { } known && DayField.FaultOf(known) is { } fault ? throw new InvalidInputException(field, text, fault) : day;
    }

    private static long? WageFrom(V1.CorrectContractRequest request)
    {
        if (!request.HasMonthlyWage)
            return null;
        return WageField.FaultOf(request.MonthlyWage) is { } fault
            ? throw new InvalidInputException("monthly_wage", $"{request.MonthlyWage}", fault)
            : request.MonthlyWage;
    }

    // A reason, a paper, a name or a position may hold a NIK as well.
    private static string Shown(CorrectedField field, string value) => field is CorrectedField.Nik ? Nik.MaskWhole(value) : Nik.MaskWithin(value);
}
