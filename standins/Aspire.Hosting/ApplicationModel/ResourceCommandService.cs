using Aspire.Hosting.Running;

namespace Aspire.Hosting.ApplicationModel;

public sealed class ExecuteCommandResult
{
    public required bool Success { get; init; }

    public bool Canceled { get; init; }

    public string? ErrorMessage { get; init; }
}

/// <summary>Starts, stops and restarts single resources: <see cref="KnownResourceCommands"/>.</summary>
public class ResourceCommandService
{
    private readonly Func<Orchestrator> _orchestrator;

    internal ResourceCommandService(Func<Orchestrator> orchestrator) => _orchestrator = orchestrator;

    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default) =>
        ExecuteCommandAsync(resource.Name, commandName, cancellationToken);

    public async Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        if (_orchestrator().FindRunner(resourceId) is not { } runner)
            return Failure($"No resource '{resourceId}' can be started or stopped.");
        try
        {
            await ExecuteAsync(runner, commandName, cancellationToken);
            return new() { Success = true };
        }
        catch (DistributedApplicationException refused)
        {
            return Failure(refused.Message);
        }
    }

    private static async Task ExecuteAsync(ProcessRunner runner, string commandName, CancellationToken cancellationToken)
    {
        if (commandName == KnownResourceCommands.StartCommand)
            await runner.StartAsync(cancellationToken);
        else if (commandName == KnownResourceCommands.StopCommand)
            await runner.StopAsync(cancellationToken);
        else if (commandName == KnownResourceCommands.RestartCommand)
        {
            await runner.StopAsync(cancellationToken);
            await runner.StartAsync(cancellationToken);
        }
        else
            throw new DistributedApplicationException($"There is no command '{commandName}'.");
    }

    private static ExecuteCommandResult Failure(string message) => new() { Success = false, ErrorMessage = message };
}
