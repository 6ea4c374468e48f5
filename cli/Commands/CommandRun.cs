using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary>One run of a command: its arguments, the running system, and the screen for its output.</summary>
public sealed class CommandRun(ParseResult typed, CancellationToken cancellation) : IDisposable
{
    private WorkforceSystem? _system;

    public Screen Screen { get; } = Screen.Open();

    public CancellationToken Cancellation => cancellation;

    /// <summary>Found when first needed, so that bad input is reported without a running system.</summary>
    public WorkforceSystem System => _system ??= WorkforceSystem.Connect(typed.GetValue(CommonOptions.EndpointsFile));

    public Listings Listings => new(System, cancellation);

    public T Get<T>(Option<T> option) => typed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => typed.GetRequiredValue(argument);

    public void Dispose() => _system?.Dispose();

    /// <summary>Sets what <paramref name="command"/> does; failed calls become sentences.</summary>
    public static void SetAction(Command command, Func<CommandRun, Task<int>> action) => command.SetAction(async (typed, cancellation) =>
    {
        using var run = new CommandRun(typed, cancellation);
        try
        {
            return await action(run);
        }
        catch (RpcException fault)
        {
            throw await FailedCall.TranslateAsync(fault, run.System.Endpoints);
        }
        // The channel throws it for a deadline too, which is not an interruption by the user.
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw FailedCall.Timeout();
        }
    });
}
