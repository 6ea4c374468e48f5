using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.DeadLetters;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>dead-letters list|requeue|drop</c>: the messages that services could not handle.</summary>
public static class DeadLettersCommand
{
    // One call requeues thousands of messages, each with its confirm.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    private static readonly Option<string?> Service = new("--service") { Description = "registry, contract, evaluation or notification", HelpName = "SERVICE" };
    private static readonly Option<string?> Queue = new("--queue") { Description = "Only the dead letters of this queue of the service", HelpName = "QUEUE" };
    private static readonly Option<string[]> Id = new("--id") { Description = "The dead letter with this message id; may be given several times", HelpName = "ID" };
    private static readonly Option<bool> All = new("--all") { Description = "All dead letters of all services" };

    public static Command Create()
    {
        var list = new Command("list", "Lists dead letters with the reason; never their bodies") { Service };
        var requeue = new Command("requeue", "Sends dead letters to the queues that they were delivered from") { All, Service, Queue, Id };
        var drop = new Command("drop", "Deletes dead letters for ever, without a question") { All, Service, Queue, Id };
        CommandRun.SetAction(list, ListAsync);
        CommandRun.SetAction(requeue, RequeueAsync);
        CommandRun.SetAction(drop, DropAsync);
        var history = new Command("history", "Lists who requeued or dropped what, the newest first") { Service };
        CommandRun.SetAction(history, ShowActsAsync);
        return new Command("dead-letters", "Dead letters: messages that services could not handle") { list, requeue, drop, history };
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var services = DeadLetterPeer.Find(run.System.DeadLetters, run.Get(Service));
        var answers = await EachService.CallAsync(
            services, service => service.Client.ListDeadLettersAsync(new ListDeadLettersRequest(), cancellationToken: run.Cancellation), run.Cancellation);
        DeadLettersScreen.Show(run.Screen, answers);
        answers.ThrowIfIncomplete();
        return ExitCode.Done;
    }

    private static async Task<int> ShowActsAsync(CommandRun run)
    {
        var services = DeadLetterPeer.Find(run.System.DeadLetters, run.Get(Service));
        var answers = await EachService.CallAsync(
            services, service => service.Client.ListDeadLetterActsAsync(new ListDeadLetterActsRequest(), cancellationToken: run.Cancellation), run.Cancellation);
        DeadLettersScreen.ShowActs(run.Screen, [.. answers.Replies.SelectMany(answer => answer.Reply.Acts.Select(act => (answer.Service, act)))]);
        answers.ThrowIfIncomplete();
        return ExitCode.Done;
    }

    private static async Task<int> RequeueAsync(CommandRun run)
    {
        var choice = Chosen(run);
        var answers = await EachService.CallAsync(
            DeadLetterPeer.Find(run.System.DeadLetters, choice.Service),
            service => service.Client.RequeueDeadLettersAsync(new RequeueDeadLettersRequest { Selection = choice.Selection }, Options(run)), run.Cancellation);

        var refused = answers.Replies.Sum(answer => answer.Reply.Refused);
        DeadLettersScreen.ShowDone(run.Screen, "requeued", [.. answers.Replies.Select(answer => (answer.Service, answer.Reply.Requeued))]);
        answers.ThrowIfIncomplete();
        ThrowIfNotFound(choice, answers.Replies.Sum(answer => answer.Reply.Requeued) + refused);
        return refused == 0
            ? ExitCode.Done
            : throw new NotRunningException($"{Words.Count(refused, "message")} could not be requeued: their queue does not accept them, and they remain dead letters");
    }

    private static async Task<int> DropAsync(CommandRun run)
    {
        var choice = Chosen(run);
        var answers = await EachService.CallAsync(
            DeadLetterPeer.Find(run.System.DeadLetters, choice.Service),
            service => service.Client.DropDeadLettersAsync(new DropDeadLettersRequest { Selection = choice.Selection }, Options(run)), run.Cancellation);

        DeadLettersScreen.ShowDone(run.Screen, "dropped", [.. answers.Replies.Select(answer => (answer.Service, answer.Reply.Dropped))]);
        answers.ThrowIfIncomplete();
        ThrowIfNotFound(choice, answers.Replies.Sum(answer => answer.Reply.Dropped));
        return ExitCode.Done;
    }

    private static DeadLetterChoice Chosen(CommandRun run)
    {
        var choice = new DeadLetterChoice(run.Get(All), run.Get(Service), run.Get(Queue), run.Get(Id) ?? []);
        choice.Check();
        return choice;
    }

    private static void ThrowIfNotFound(DeadLetterChoice choice, long found)
    {
        if (choice.Ids.Count > 0 && found == 0)
            throw new BadInputException($"no dead letter has the id {string.Join(" or ", choice.Ids)}; workforce dead-letters list shows the ids");
    }

    private static CallOptions Options(CommandRun run) => new(deadline: DateTime.UtcNow + Timeout, cancellationToken: run.Cancellation);
}
