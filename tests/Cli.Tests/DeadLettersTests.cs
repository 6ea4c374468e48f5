using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Messaging.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>dead-letters</c> against scripted services.</summary>
public sealed class DeadLettersTests : IAsyncLifetime
{
    private const string First = "0190aaaa-0000-7000-8000-000000000001";
    private const string Second = "0190aaaa-0000-7000-8000-000000000002";

    private ScriptedSystem _system = null!;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        _system.Script.DeadLetters["contract"] = [Letter("contract.city-registered", First, DeadLetterCause.Skipped)];
        _system.Script.DeadLetters["evaluation"] =
        [
            Letter("evaluation.contracts-expired", Second, DeadLetterCause.Error),
            Letter("evaluation.contracts-expired", First, DeadLetterCause.Error),
        ];
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task List_EveryService_IsInOneListing()
    {
        var result = await _system.RunAsync("dead-letters", "list");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("contract.city-registered, skipped", result.Output, StringComparison.Ordinal);
        Assert.Contains("evaluation.contracts-expired, handling failed", result.Output, StringComparison.Ordinal);
        Assert.Contains(First, result.Output, StringComparison.Ordinal);
        Assert.Contains("2021-01-01 00:00:05", result.Output, StringComparison.Ordinal);
        Assert.Contains("MalformedEventException", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 dead letters.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanListed_SaysHowManyMore()
    {
        _system.Script.DeadLetters["contract"] = [.. Enumerable.Repeat(_system.Script.DeadLetters["contract"][0], 3)];

        var result = await _system.RunAsync("dead-letters", "list", "--service", "Contract");

        Assert.Contains("and 1,234 more of contract", result.Output, StringComparison.Ordinal);
        Assert.Contains("1,237 dead letters", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("evaluation", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NoDeadLetters_SaysSo()
    {
        _system.Script.DeadLetters.Clear();

        var result = await _system.RunAsync("dead-letters", "list");

        Assert.Equal((0, "✓ There are no dead letters.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task List_ServiceDown_IsNamedAndTheOthersAreListed()
    {
        var result = await RunWithoutAsync("evaluation", "dead-letters", "list");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("error: evaluation (127.0.0.1:1) does not answer; the other services have answered\n", result.Errors);
        Assert.Contains("contract.city-registered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_UnknownService_NamesTheServices()
    {
        var result = await _system.RunAsync("dead-letters", "list", "--service", "evalation");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("(did you mean evaluation?)", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requeue_All_IsCountedByService()
    {
        var result = await _system.RunAsync("dead-letters", "requeue", "--all");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("✓ contract: 1 message requeued\n✓ evaluation: 2 messages requeued\n", result.Output);
        Assert.Equal("No message was requeued.\n", (await _system.RunAsync("dead-letters", "requeue", "--all")).Output);
    }

    [Fact]
    public async Task Requeue_Refused_IsAFailure()
    {
        _system.Script.RefusesDeadLetters = true;

        var result = await _system.RunAsync("dead-letters", "requeue", "--service", "evaluation");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 message could not be requeued", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_Queue_LeavesOtherQueues()
    {
        var result = await _system.RunAsync("dead-letters", "drop", "--service", "evaluation", "--queue", "evaluation.contracts-expired");

        Assert.Equal((0, "✓ evaluation: 2 messages dropped\n"), (result.ExitCode, result.Output));
        Assert.Single(_system.Script.DeadLetters["contract"]);
    }

    [Fact]
    public async Task Drop_Id_IsDroppedInEveryService()
    {
        var result = await _system.RunAsync("dead-letters", "drop", "--id", First);

        Assert.Equal((0, "✓ contract: 1 message dropped\n✓ evaluation: 1 message dropped\n"), (result.ExitCode, result.Output));
        Assert.Equal(Second, Assert.Single(_system.Script.DeadLetters["evaluation"]).MessageId);
    }

    [Fact]
    public async Task Drop_IdOfNone_IsBadInput()
    {
        var result = await _system.RunAsync("dead-letters", "drop", "--id", "0190aaaa-0000-7000-8000-000000000009");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no dead letter has the id 0190aaaa-0000-7000-8000-000000000009", result.Errors, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> RunWithoutAsync(string service, params string[] arguments) =>
        CommandLine.RunWithAsync(
            new Dictionary<string, string>(_system.Environment) { [$"WORKFORCE_{service.ToUpperInvariant()}"] = "http://127.0.0.1:1" }, "", arguments);

    private static DeadLetter Letter(string queue, string id, DeadLetterCause cause) => new()
    {
        Queue = queue,
        Cause = cause,
        MessageId = id,
        EventType = "Workforce.Contract.Events.ContractsExpired",
        DeadLetteredAt = cause == DeadLetterCause.Error ? Timestamp.FromDateTimeOffset(new(2021, 1, 1, 0, 0, 5, TimeSpan.Zero)) : null,
        ExceptionType = cause == DeadLetterCause.Error ? "Workforce.ServiceDefaults.Errors.MalformedEventException" : "",
        Reason = "unit 0190aaaa has no head",
        SizeBytes = 1_700,
    };
}
