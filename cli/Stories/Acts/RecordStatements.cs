using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>willing: willing.csv</c>: the personnel office records on their papers whether workers are willing to go on.</summary>
public sealed record RecordStatements(string Path) : IStoryAct
{
    public const string Field = "willing";

    private const string Answer = "Bersedia";
    private const string PaperNumber = "Nomor Surat";
    private const string PaperDate = "Tanggal Surat";

    // That Contract takes in a call.
    private const int MostOfCall = 1_000;

    private static readonly Dictionary<string, Willingness> Answers = new() { ["ya"] = Willingness.Willing, ["tidak"] = Willingness.NotWilling };

    public string Title => $"The personnel office records who is willing to go on: {System.IO.Path.GetFileName(Path)}";

    public static RecordStatements Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        var rows = await EnteredFile.ReadAsync(Path, [WorkerContract.Column, Answer, PaperNumber, PaperDate], [], stage.Cancellation);
        var entered = rows.Select(row => (Row: row, Statement: StatementOf(row))).ToList();
        foreach (var (row, statement) in entered)
            statement.ContractId = (await WorkerContract.FindOfDayAsync(stage, row, statement.Paper.Date)).ContractId;
        var recorded = 0;
        var refused = new List<(EnteredRow Row, Refusal Refusal)>();
        foreach (var part in entered.Chunk(MostOfCall))
        {
            // What is said by the same paper is known, whatever was said since: the same again changes nothing.
            var request = new RecordStatementsRequest { CityId = stage.City.Id, Statements = { part.Select(one => one.Statement) } };
            var reply = await Retry.WhileUnreachableAsync(
                () => stage.System.Willingness.RecordStatementsAsync(request, cancellationToken: stage.Cancellation).ResponseAsync, stage.Cancellation);
            recorded += reply.Recorded;
            refused.AddRange(part.Zip(reply.Outcomes).Where(one => one.Second.Refusal is not null).Select(one => (one.First.Row, one.Second.Refusal)));
        }
        if (refused is [var (wrong, refusal), ..])
            throw wrong.Invalid(
                ColumnOf(refusal.Field),
                $"{(refusal.Value.Length == 0 ? "" : $"'{refusal.Value}' ")}{refusal.Reason}; {refusal.WhatToDo}{(refused.Count > 1 ? $", and {Words.Count(refused.Count - 1, "row")} more" : "")}; "
                + "the right rows are in. Correct the file and play the story again: it goes on with this step");
        stage.Screen.Line($"[green]✓[/] {Words.Count(recorded, "statement")} recorded, {Words.Number(rows.Count - recorded)} known before");
    }

    private static NewStatement StatementOf(EnteredRow row) => new()
    {
        Willingness = row.Word(Answer, Answers) ?? throw row.Invalid(Answer, "is missing"),
        Paper = new Paper { Number = row.Text(PaperNumber), Date = row.Day(PaperDate) },
    };

    private static string ColumnOf(string field) => field switch
    {
        _ when field.EndsWith("paper.number", StringComparison.Ordinal) => PaperNumber,
        _ when field.EndsWith("paper.date", StringComparison.Ordinal) || field.EndsWith("said_on", StringComparison.Ordinal) => PaperDate,
        _ => WorkerContract.Column,
    };
}
