using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// An application host's entry point while it runs in a test, on a thread of its own. It stops where it builds until the test
/// asks for the application; what it does after building goes on, but it is the test that starts and stops the application.
/// </summary>
internal sealed class EntryPointRun : IDistributedApplicationTestingBuilder
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private EntryPointRun(Assembly assembly, string[] args)
    {
        var thread = new Thread(() => Run(assembly, args)) { IsBackground = true, Name = $"{assembly.GetName().Name} entry point" };
        thread.Start();
    }

    public ConfigurationManager Configuration => Builder.Configuration;

    public string AppHostDirectory => Builder.AppHostDirectory;

    public Assembly? AppHostAssembly => Builder.AppHostAssembly;

    public IHostEnvironment Environment => Builder.Environment;

    public IServiceCollection Services => Builder.Services;

    public IDistributedApplicationEventing Eventing => Builder.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => Builder.ExecutionContext;

    public IResourceCollection Resources => Builder.Resources;

    private DistributedApplicationBuilder Builder => _builder.Task.Result;

    public static async Task<IDistributedApplicationTestingBuilder> ToBuilderAsync(Assembly assembly, string[] args, CancellationToken cancellationToken)
    {
        var run = new EntryPointRun(assembly, args);
        await run._builder.Task.WaitAsync(cancellationToken);
        return run;
    }

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => Builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => Builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync().GetAwaiter().GetResult();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default)
    {
        _mayBuild.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _mayBuild.TrySetException(new OperationCanceledException("The test let the application go before it was built."));

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run(Assembly assembly, string[] args)
    {
        BuildInterception.Current = new(
            (options, settings) => Configure(options, settings, assembly),
            builder =>
            {
                _builder.TrySetResult(builder);
                _mayBuild.Task.GetAwaiter().GetResult();
            },
            _application.SetResult);
        try
        {
            var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"{assembly.GetName().Name} has no entry point.");
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException($"The entry point of {assembly.GetName().Name} ended without building an application."));
        }
        catch (TargetInvocationException failure)
        {
            Fail(failure.InnerException!);
        }
        catch (InvalidOperationException failure)
        {
            Fail(failure);
        }
    }

    private static void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings, Assembly assembly)
    {
        options.AssemblyName = assembly.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        settings.ApplicationName = options.AssemblyName;
    }

    private void Fail(Exception failure)
    {
        _builder.TrySetException(failure);
        _application.TrySetException(failure);
    }
}
