using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary>One command being carried out: what was typed, the system it is for, and the screen it answers on.</summary>
public sealed class Call(ParseResult typed, CancellationToken cancellation) : IDisposable
{
    private WorkforceSystem? _system;

    public Screen Screen { get; } = Screen.Open();

    public CancellationToken Cancellation => cancellation;

    /// <summary>Looked for when first needed: bad input is told of although nothing runs.</summary>
    public WorkforceSystem System => _system ??= WorkforceSystem.Connect(typed.GetValue(CommonOptions.EndpointsFile));

    public Listings Listings => new(System, cancellation);

    public T Get<T>(Option<T> option) => typed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => typed.GetRequiredValue(argument);

    public void Dispose() => _system?.Dispose();

    /// <summary>Makes <paramref name="action"/> what <paramref name="command"/> does; failed calls become sentences.</summary>
    public static void SetAction(Command command, Func<Call, Task<int>> action) => command.SetAction(async (typed, cancellation) =>
    {
        using var call = new Call(typed, cancellation);
        try
        {
            return await action(call);
        }
        catch (RpcException fault)
        {
            throw await Faults.TranslateAsync(fault, call.System.Endpoints);
        }
        // The channel throws it for a deadline too, and that is not the user's interruption.
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Faults.NotInTime();
        }
    });
}
