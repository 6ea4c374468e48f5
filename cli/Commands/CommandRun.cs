using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Identity;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>One run of a command: its arguments, the running system, and the screen for its output.</summary>
public sealed class CommandRun(ParseResult typed, CancellationToken cancellation) : IDisposable
{
    private WorkforceSystem? _system;

    public Screen Screen { get; } = Screen.Open();

    public CancellationToken Cancellation => cancellation;

    /// <summary>Found when first needed, so that bad input is reported without a running system.</summary>
    public WorkforceSystem System => _system ??= Connect();

    public Listings Listings => new(System, cancellation);

    public T Get<T>(Option<T> option) => typed.GetValue(option)!;

    public T Get<T>(Argument<T> argument) => typed.GetRequiredValue(argument);

    /// <returns>The name of the first of the options that is typed; null where none is.</returns>
    public string? Given<T>(params Option<T>[] options) => options.FirstOrDefault(option => Get(option) is not null)?.Name;

    /// <returns>The name of the first of the options that is set; null where none is.</returns>
    public string? Flag(params Option<bool>[] options) => options.FirstOrDefault(Get)?.Name;

    /// <returns>Null where an optional argument is not typed.</returns>
    public string? Find(Argument<string?> argument) => typed.GetValue(argument);

    /// <param name="city">Code, name or id.</param>
    /// <exception cref="NotRunningException">No service answers, so that none can be waited for.</exception>
    public Task<City> FindCityAsync(string city) => Retry.WhileUnreachableAsync(() => GetCityAsync(city), cancellation);

    public void Dispose() => _system?.Dispose();

    private WorkforceSystem Connect()
    {
        var endpoints = RunningSystem.Find(typed.GetValue(CommonOptions.EndpointsFile));
        return new WorkforceSystem(endpoints, Identities.Find(endpoints, typed.GetValue(CommonOptions.As)), typed.GetValue(CommonOptions.Purpose));
    }

    private async Task<City> GetCityAsync(string city)
    {
        try
        {
            return await System.Cities.GetCityAsync(new GetCityRequest { City = city }, cancellationToken: cancellation);
        }
        catch (RpcException fault) when (fault.StatusCode is StatusCode.Unavailable)
        {
            if (await FailedCall.AnyAnswersAsync(System.Endpoints))
                throw;
            throw await FailedCall.TranslateAsync(fault, System.Endpoints);
        }
    }

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
