using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Contract.Api;

/// <summary>What records have in common, on the wire: papers, days and refusals.</summary>
internal static class RecordWire
{
    /// <returns>Null when none is given.</returns>
    /// <exception cref="InvalidInputException">It is not whole.</exception>
    public static Paper? PaperFrom(string field, Registry.V1.Paper? paper) =>
        paper is null ? null : new Paper(Field.Text($"{field}.number", paper.Number), DayFrom($"{field}.date", paper.Date));

    /// <exception cref="InvalidInputException">It is no day, or none that a register has.</exception>
    public static DateOnly DayFrom(string field, string value)
    {
        var day = Field.Day(field, value);
        return DayField.FaultOf(day) is { } fault ? throw new InvalidInputException(field, value, fault) : day;
    }

    /// <returns>Null when none is given.</returns>
    /// <exception cref="InvalidInputException">It is no day, or none that a register has.</exception>
    public static DateOnly? OptionalDayFrom(string field, string value) => value.Length == 0 ? null : DayFrom(field, value);

    public static Registry.V1.Paper? ToWire(Paper? paper) =>
        paper is null ? null : new Registry.V1.Paper { Number = ShownText.MaskWithin(paper.Number), Date = Field.Iso(paper.Date) };

    /// <param name="fact">The path of the fact, for example <c>separations[2]</c>.</param>
    public static V1.Refusal? ToWire(string fact, Refusal? refusal) => refusal is null ? null : ToWire(refusal with { Field = $"{fact}.{refusal.Field}" });

    public static V1.Refusal ToWire(Refusal refusal) => new()
    {
        Rule = RecordRules.Word(refusal.Rule),
        Field = refusal.Field,
        Value = refusal.Value ?? "",
        Reason = refusal.Reason,
        WhatToDo = refusal.WhatToDo,
    };
}
