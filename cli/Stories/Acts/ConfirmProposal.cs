using Workforce.Access.V1;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>confirm: {}</c>: who signs for the city on that day decides what was proposed last of the newest cycle.</summary>
public sealed record ConfirmProposal : IStoryAct
{
    public const string Field = "confirm";

    public string Title => "The signatory decides what is proposed";

    public bool NeedsNight => true;

    public static ConfirmProposal Read(YamlSection step)
    {
        step.OptionalSection(Field)?.Allow();
        return new ConfirmProposal();
    }

    public async Task PlayAsync(Stage stage)
    {
        // What was proposed since, another person decides.
        if (stage.IsPast && await stage.Listings.Cycles(stage.City.Id).SelectMany(known => stage.Listings.Proposals(known.CycleId))
            .AnyAsync(known => known.Decided > 0, stage.Cancellation))
        {
            stage.Screen.Line("[green]✓[/] Decided before");
            return;
        }
        var cycle = await CycleChoice.FindAsync(stage.Listings, stage.City, lastDay: "");
        var proposal = await stage.Listings.Proposals(cycle.CycleId).FirstOrDefaultAsync(stage.Cancellation)
            ?? throw new BadInputException($"nothing is proposed of the contracts through {Words.Day(cycle.LastDay)}; a step above is to propose, such as {{ at: …, {ProposeDecisions.Field}: {{ as_recommended: true }} }}");
        var signatory = await stage.Cast.SignatoryOfAsync(stage.City, stage.Today);
        var (decided, notified) = (new Bar("Decided", proposal.Workers), new Bar("Workers notified"));
        var confirmed = new ConfirmProgress();
        await Bars.ShowAsync(stage.Screen, [decided, notified], async () =>
        {
            confirmed = await ConfirmAsync(stage, signatory, proposal, decided);
            await AwaitNoticesAsync(stage, proposal, notified);
        });
        StoryScreen.ShowRefused(stage.Screen, confirmed.Refusals);
        stage.Screen.Line($"[green]✓[/] {Words.Count(confirmed.Decided, "decision")} by {Words.Safe(signatory.Name)}, {Words.Number(confirmed.Unchanged)} made before");
    }

    // The same again has the same answer, also after the service was away in its middle.
    private static async Task<ConfirmProgress> ConfirmAsync(Stage stage, Registry.V1.Appointment signatory, Proposal proposal, Bar decided)
    {
        using var system = await stage.Cast.SystemOfAsync(signatory, stage.City, Role.Signatory, stage.Cancellation);
        var request = new ConfirmRequest { ProposalId = proposal.Id, RequestId = StepRequest.IdOf(stage, Field, proposal.Id) };
        return await Retry.WhileUnreachableAsync(() => FollowedDecision.ConfirmAsync(system, request, decided, stage.Cancellation), stage.Cancellation);
    }

    private static async Task AwaitNoticesAsync(Stage stage, Proposal proposal, Bar notified)
    {
        var decisions = await stage.Listings.Decisions(new ListDecisionsRequest { CycleId = proposal.CycleId })
            .Where(decision => decision.ProposalId == proposal.Id).ToListAsync(stage.Cancellation);
        await WorkerNotices.WaitAsync(
            stage,
            [.. decisions.Select(decision => (decision.WorkerId, IsOf(decision)))],
            notified);
    }

    private static Func<Notice, bool> IsOf(Decision decision) =>
        notice => notice.Kind is NoticeKind.Renewed or NoticeKind.NotRenewed && notice.DecisionId == decision.Id;
}
