using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Messaging.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>The command against services whose parked messages are known.</summary>
public sealed class ParkedTests : IAsyncLifetime
{
    private const string First = "0190aaaa-0000-7000-8000-000000000001";
    private const string Second = "0190aaaa-0000-7000-8000-000000000002";

    private ScriptedSystem _system = null!;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        _system.Script.Parked["contract"] = [Parked("contract.city-registered", First, ParkedPlace.Skipped)];
        _system.Script.Parked["evaluation"] =
        [
            Parked("evaluation.contracts-expired", Second, ParkedPlace.Error),
            Parked("evaluation.contracts-expired", First, ParkedPlace.Error),
        ];
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task List_EveryService_IsInOneListing()
    {
        var result = await _system.RunAsync("parked", "list");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("contract.city-registered, skipped", result.Output, StringComparison.Ordinal);
        Assert.Contains("evaluation.contracts-expired, handling failed", result.Output, StringComparison.Ordinal);
        Assert.Contains(First, result.Output, StringComparison.Ordinal);
        Assert.Contains("2021-01-01 00:00:05", result.Output, StringComparison.Ordinal);
        Assert.Contains("UnfitEventException", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 parked messages.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MoreThanAreTold_SaysHowManyMore()
    {
        _system.Script.Parked["contract"] = [.. Enumerable.Repeat(_system.Script.Parked["contract"][0], 3)];

        var result = await _system.RunAsync("parked", "list", "--service", "Contract");

        Assert.Contains("and 1,234 more of contract", result.Output, StringComparison.Ordinal);
        Assert.Contains("1,237 parked messages", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("evaluation", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NothingParked_SaysSo()
    {
        _system.Script.Parked.Clear();

        var result = await _system.RunAsync("parked", "list");

        Assert.Equal((0, "✓ Nothing is parked.\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task List_ServiceDown_IsNamedAndTheOthersAreListed()
    {
        var result = await RunWithoutAsync("evaluation", "parked", "list");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("error: evaluation (127.0.0.1:1) does not answer; the other services have answered\n", result.Errors);
        Assert.Contains("contract.city-registered", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_UnknownService_NamesThoseThereAre()
    {
        var result = await _system.RunAsync("parked", "list", "--service", "evalation");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("(did you mean evaluation?)", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_All_IsCountedByService()
    {
        var result = await _system.RunAsync("parked", "retry", "--all");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("✓ contract: 1 message put back\n✓ evaluation: 2 messages put back\n", result.Output);
        Assert.Equal("No message was put back.\n", (await _system.RunAsync("parked", "retry", "--all")).Output);
    }

    [Fact]
    public async Task Retry_Refused_IsAFailure()
    {
        _system.Script.RefusesParked = true;

        var result = await _system.RunAsync("parked", "retry", "--service", "evaluation");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("1 message could not be put back", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drop_Queue_LeavesOtherQueues()
    {
        var result = await _system.RunAsync("parked", "drop", "--service", "evaluation", "--queue", "evaluation.contracts-expired");

        Assert.Equal((0, "✓ evaluation: 2 messages dropped\n"), (result.ExitCode, result.Output));
        Assert.Single(_system.Script.Parked["contract"]);
    }

    [Fact]
    public async Task Drop_Id_IsSoughtInEveryService()
    {
        var result = await _system.RunAsync("parked", "drop", "--id", First);

        Assert.Equal((0, "✓ contract: 1 message dropped\n✓ evaluation: 1 message dropped\n"), (result.ExitCode, result.Output));
        Assert.Equal(Second, Assert.Single(_system.Script.Parked["evaluation"]).MessageId);
    }

    [Fact]
    public async Task Drop_IdOfNone_IsBadInput()
    {
        var result = await _system.RunAsync("parked", "drop", "--id", "0190aaaa-0000-7000-8000-000000000009");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("no parked message has the id 0190aaaa-0000-7000-8000-000000000009", result.Errors, StringComparison.Ordinal);
    }

    private Task<CommandLine.Result> RunWithoutAsync(string service, params string[] arguments) =>
        CommandLine.RunWithAsync(
            new Dictionary<string, string>(_system.Environment) { [$"WORKFORCE_{service.ToUpperInvariant()}"] = "http://127.0.0.1:1" }, "", arguments);

    private static ParkedMessage Parked(string queue, string id, ParkedPlace place) => new()
    {
        Queue = queue,
        Place = place,
        MessageId = id,
        EventType = "Workforce.Contract.Events.ContractsExpired",
        ParkedAt = place == ParkedPlace.Error ? Timestamp.FromDateTimeOffset(new(2021, 1, 1, 0, 0, 5, TimeSpan.Zero)) : null,
        ExceptionType = place == ParkedPlace.Error ? "Workforce.ServiceDefaults.Errors.UnfitEventException" : "",
        Reason = "unit 0190aaaa has no head",
        SizeBytes = 1_700,
    };
}
