using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Errors;
using Workforce.Cli.Parking;
using Workforce.Cli.Screens;
using Workforce.Messaging.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>parked list|retry|drop</c>: the messages that services could not handle and set aside.</summary>
public static class ParkedCommand
{
    // Thousands of messages are put back in one call, each confirmed.
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(10);

    private static readonly Option<string?> Service = new("--service") { Description = "registry, contract, evaluation or notification", HelpName = "SERVICE" };
    private static readonly Option<string?> Queue = new("--queue") { Description = "Only what was parked from this queue of the service", HelpName = "QUEUE" };
    private static readonly Option<string[]> Id = new("--id") { Description = "The message of this id; may be given several times", HelpName = "ID" };
    private static readonly Option<bool> All = new("--all") { Description = "All parked messages of all services" };

    public static Command Create()
    {
        var list = new Command("list", "Lists parked messages with the reason; never what is in them") { Service };
        var retry = new Command("retry", "Puts parked messages back on their queues") { All, Service, Queue, Id };
        var drop = new Command("drop", "Deletes parked messages for ever, and asks nothing") { All, Service, Queue, Id };
        Call.SetAction(list, ListAsync);
        Call.SetAction(retry, RetryAsync);
        Call.SetAction(drop, DropAsync);
        return new Command("parked", "Messages that services could not handle and set aside") { list, retry, drop };
    }

    private static async Task<int> ListAsync(Call call)
    {
        var services = Choice.Among(call.System.Parked, call.Get(Service));
        var answers = await Round.AskAsync(
            services, service => service.Client.ListParkedAsync(new ListParkedRequest(), cancellationToken: call.Cancellation), call.Cancellation);
        ParkedScreen.Show(call.Screen, answers);
        answers.ThrowIfIncomplete();
        return ExitCode.Done;
    }

    private static async Task<int> RetryAsync(Call call)
    {
        var choice = Chosen(call);
        var answers = await Round.AskAsync(
            Choice.Among(call.System.Parked, choice.Service),
            service => service.Client.RetryParkedAsync(new RetryParkedRequest { Selection = choice.Selection }, Options(call)), call.Cancellation);

        var refused = answers.Replies.Sum(answer => answer.Reply.Refused);
        ParkedScreen.ShowDone(call.Screen, "put back", [.. answers.Replies.Select(answer => (answer.Service, answer.Reply.Retried))]);
        answers.ThrowIfIncomplete();
        ThrowIfNotFound(choice, answers.Replies.Sum(answer => answer.Reply.Retried) + refused);
        return refused == 0
            ? ExitCode.Done
            : throw new NotRunningException($"{Words.Count(refused, "message")} could not be put back, because their queue does not take them; they are still parked");
    }

    private static async Task<int> DropAsync(Call call)
    {
        var choice = Chosen(call);
        var answers = await Round.AskAsync(
            Choice.Among(call.System.Parked, choice.Service),
            service => service.Client.DropParkedAsync(new DropParkedRequest { Selection = choice.Selection }, Options(call)), call.Cancellation);

        ParkedScreen.ShowDone(call.Screen, "dropped", [.. answers.Replies.Select(answer => (answer.Service, answer.Reply.Dropped))]);
        answers.ThrowIfIncomplete();
        ThrowIfNotFound(choice, answers.Replies.Sum(answer => answer.Reply.Dropped));
        return ExitCode.Done;
    }

    private static Choice Chosen(Call call)
    {
        var choice = new Choice(call.Get(All), call.Get(Service), call.Get(Queue), call.Get(Id) ?? []);
        choice.Check();
        return choice;
    }

    private static void ThrowIfNotFound(Choice choice, long found)
    {
        if (choice.Ids.Count > 0 && found == 0)
            throw new BadInputException($"no parked message has the id {string.Join(" or ", choice.Ids)}; workforce parked list shows those there are");
    }

    private static CallOptions Options(Call call) => new(deadline: DateTime.UtcNow + Allowed, cancellationToken: call.Cancellation);
}
