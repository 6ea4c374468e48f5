using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>rule OBJECTION --granted|--rejected --reason TEXT</c>: the superior rules on an objection (putusan atas keberatan).</summary>
public static class RuleCommand
{
    private static readonly Argument<string> Objection = new("OBJECTION") { Description = "Its id; workforce object list shows it" };
    private static readonly Option<bool> Granted = new("--granted") { Description = "Dikabulkan: the rating becomes what the options below say, all of it; what is left out is not in it" };
    private static readonly Option<bool> Rejected = new("--rejected") { Description = "Ditolak: the rating stays as it is" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why, as the worker is notified. At most 2,000 characters", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of sentences" };

    public static Command Create()
    {
        var command = new Command(
            "rule",
            "Rules on an objection (putusan), as the superior of the unit's head; where you have rated, the next above you does. A ruling is a version of the rating, and final")
        {
            Objection, Granted, Rejected, Reason, Json,
        };
        RatingOptions.AddFactsTo(command);
        CommandRun.SetAction(command, RuleAsync);
        return command;
    }

    private static async Task<int> RuleAsync(CommandRun run)
    {
        if (run.Get(Granted) == run.Get(Rejected))
            throw new BadInputException("say --granted or --rejected: one of them; see workforce rule --help");
        var facts = RatingOptions.FactsOf(run);
        var areSaid = facts.CalculateSize() > 0;
        if (run.Get(Granted) && !areSaid)
            throw new BadInputException("--granted needs all that the rating is to say: --result and --conduct, or --score, with the absences; see workforce rule --help");
        if (run.Get(Rejected) && areSaid)
            throw new BadInputException("--rejected leaves the rating as it is: leave out what it would say, or say --granted");
        var ruled = await run.System.Objections.RuleOnObjectionAsync(
            new RuleOnObjectionRequest
            {
                ObjectionId = run.Get(Objection),
                Outcome = areSaid ? RulingOutcome.Granted : RulingOutcome.Rejected,
                Facts = areSaid ? facts : null,
                Reason = run.Get(Reason),
            },
            cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ObjectionsScreen.ToJson(ruled));
        else
            ObjectionsScreen.ShowRuled(run.Screen, ruled);
        return ExitCode.Done;
    }
}
