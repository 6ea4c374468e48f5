using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>What exactly is run for a resource, with every value resolved.</summary>
internal sealed record LaunchPlan(string Command, string WorkingDirectory, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string?> Environment)
{
    public static async Task<LaunchPlan> ResolveAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        var arguments = await ResolveArgumentsAsync(resource, cancellationToken);
        var environment = await ResolveEnvironmentAsync(resource, executionContext, logger, cancellationToken);
        if (resource is ExecutableResource executable)
            return new(executable.Command, executable.WorkingDirectory, arguments, environment);

        // Settings of the host itself are not the services'.
        foreach (var own in (string[])["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE"])
            environment.TryAdd(own, null);
        var path = resource.Annotations.OfType<ProjectPathAnnotation>().Last().Path;
        return new("dotnet", Path.GetDirectoryName(path)!, ["exec", ProjectFiles.FindAssembly(path), .. arguments], environment);
    }

    private static async Task<List<string>> ResolveArgumentsAsync(IResource resource, CancellationToken cancellationToken)
    {
        var context = new CommandLineArgsCallbackContext([], resource, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
            await annotation.Callback(context);
        var arguments = new List<string>();
        foreach (var argument in context.Args)
            if (await ResolveAsync(argument, cancellationToken) is { } text)
                arguments.Add(text);
        return arguments;
    }

    private static async Task<Dictionary<string, string?>> ResolveEnvironmentAsync(IResource resource, DistributedApplicationExecutionContext executionContext, ILogger logger, CancellationToken cancellationToken)
    {
        var context = new EnvironmentCallbackContext(executionContext, resource, cancellationToken: cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        var environment = new Dictionary<string, string?>();
        foreach (var (name, value) in context.EnvironmentVariables)
            environment[name] = await ResolveAsync(value, cancellationToken);
        return environment;
    }

    private static async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } => await provider.GetValueAsync(cancellationToken),
        _ => value.ToString(),
    };
}
