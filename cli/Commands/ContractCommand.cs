using System.CommandLine;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>contract correct|correct-file|withdraw|history</c>: what is wrong in a contract of the register (pembetulan, pembatalan).</summary>
public static class ContractCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "Of the contract; worker NIK and an export show it" };
    private static readonly Option<DateOnly?> FirstDay = CommonOptions.Day("--first-day", "The right first day");
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "The right last day");
    private static readonly Option<string?> Unit = new("--unit") { Description = "The right work unit's code", HelpName = "CODE" };
    private static readonly Option<string?> Position = new("--position") { Description = "The right position (jabatan)", HelpName = "TEXT" };
    private static readonly Option<long?> Wage = new("--wage") { Description = "The right wage (gaji), whole rupiah a month", HelpName = "RUPIAH" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var correct = new Command("correct", "Corrects what is wrong in a contract, also after it expired: what followed is taken back") { Id, FirstDay, LastDay, Unit, Position, Wage };
        var withdraw = new Command("withdraw", "Withdraws a contract that should not be in the register; it cannot be taken back") { Id };
        var history = new Command("history", "Shows what was corrected of a contract, field by field, the newest first") { Id, Json };
        CorrectionOptions.AddTo(correct);
        CorrectionOptions.AddTo(withdraw);
        CommandRun.SetAction(correct, CorrectAsync);
        CommandRun.SetAction(withdraw, WithdrawAsync);
        CommandRun.SetAction(history, ShowAsync);
        return new Command("contract", "Corrections of contracts in the register") { correct, CorrectFile.Create(), withdraw, history };
    }

    private static async Task<int> CorrectAsync(CommandRun run)
    {
        var request = new CorrectContractRequest
        {
            ContractId = run.Get(Id),
            FirstDay = CommonOptions.Iso(run.Get(FirstDay)),
            LastDay = CommonOptions.Iso(run.Get(LastDay)),
            Unit = run.Get(Unit) ?? "",
            Position = run.Get(Position) ?? "",
            Reason = run.Get(CorrectionOptions.Reason),
            Paper = CorrectionOptions.PaperOf(run),
        };
        if (run.Get(Wage) is { } wage)
            request.MonthlyWage = wage;
        var reply = await run.System.Corrections.CorrectContractAsync(request, cancellationToken: run.Cancellation);
        CorrectionsScreen.ShowMade(run.Screen, reply.Corrections);
        return ExitCode.Done;
    }

    private static async Task<int> WithdrawAsync(CommandRun run)
    {
        var reply = await run.System.Corrections.WithdrawContractAsync(
            new WithdrawContractRequest { ContractId = run.Get(Id), Reason = run.Get(CorrectionOptions.Reason), Paper = CorrectionOptions.PaperOf(run) },
            cancellationToken: run.Cancellation);
        CorrectionsScreen.ShowMade(run.Screen, reply.Corrections);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var corrections = await run.Listings.Corrections(new ListCorrectionsRequest { ContractId = run.Get(Id) }).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            run.Screen.Verbatim(CorrectionsScreen.ToJson(corrections));
        else if (corrections.Count == 0)
            // The listing is as empty for an id that no contract has.
            run.Screen.Line("Nothing was corrected of a contract with this id; [dim]workforce worker NIK[/] shows the ids that there are.");
        else
            CorrectionsScreen.Show(run.Screen, corrections);
        return ExitCode.Done;
    }
}
