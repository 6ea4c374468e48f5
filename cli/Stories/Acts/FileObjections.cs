using Workforce.Cli.Cities;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>objections: objections.csv</c>: the personnel office files what workers object on paper to their ratings.</summary>
public sealed record FileObjections(string Path) : IStoryAct
{
    public const string Field = "objections";

    private const string FiledOn = "Diterima Tanggal";
    private const string Reason = "Alasan";
    private const string PaperNumber = "Nomor Surat";
    private const string PaperDate = "Tanggal Surat";

    public string Title => $"The personnel office files objections: {System.IO.Path.GetFileName(Path)}";

    public bool NeedsRound => true;

    public static FileObjections Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        var rows = await EnteredFile.ReadAsync(Path, [WorkerContract.Column, FiledOn, Reason, PaperNumber, PaperDate], [], stage.Cancellation);
        var known = await stage.Listings.Objections(new ListObjectionsRequest { RoundId = stage.Round.Id }).ToListAsync(stage.Cancellation);
        var filed = 0;
        foreach (var row in rows)
        {
            var contract = await WorkerContract.FindAsync(stage, row);
            var request = RequestOf(row, stage.Round.Id, contract.ContractId);
            if (known.Any(objection => objection.ContractId == request.ContractId && objection.FiledOn == request.FiledOn && objection.Reason == request.Reason))
                continue;
            await WorkerContract.CallAsync(row, async () => await stage.System.Objections.FileObjectionAsync(request, cancellationToken: stage.Cancellation));
            filed++;
        }
        stage.Screen.Line($"[green]✓[/] {Words.Count(filed, "objection")} filed, {Words.Number(rows.Count - filed)} known before");
    }

    private static FileObjectionRequest RequestOf(EnteredRow row, string roundId, string contractId) => new()
    {
        RoundId = roundId,
        ContractId = contractId,
        FiledOn = row.Day(FiledOn),
        Reason = row.Text(Reason),
        Paper = new Paper { Number = row.Text(PaperNumber), Date = row.Day(PaperDate) },
    };
}
