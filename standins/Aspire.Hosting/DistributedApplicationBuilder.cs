using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

public interface IDistributedApplicationBuilder
{
    ConfigurationManager Configuration { get; }

    string AppHostDirectory { get; }

    Assembly? AppHostAssembly { get; }

    IHostEnvironment Environment { get; }

    IServiceCollection Services { get; }

    IDistributedApplicationEventing Eventing { get; }

    DistributedApplicationExecutionContext ExecutionContext { get; }

    IResourceCollection Resources { get; }

    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    DistributedApplication Build();
}

public class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly DistributedApplicationOptions _options;
    private readonly HostApplicationBuilder _host;
    private readonly BuildInterception? _interception = BuildInterception.Current;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        _options = options;
        var settings = new HostApplicationBuilderSettings();
        _interception?.Configure(options, settings);
        settings.Args = options.Args;
        AppHostAssembly = options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly();
        AppHostDirectory = options.ProjectDirectory ?? ProjectFiles.FindProjectFolder(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath ??= AppHostDirectory;
        _host = new HostApplicationBuilder(settings);

        // The published host reads here which container engine to use: there is none.
        _host.Configuration.AddInMemoryCollection([new("ASPIRE_CONTAINER_RUNTIME", "none")]);
        _host.Logging
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("System.Net.Http.HttpClient", LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        AddServices(options);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new(DistributedApplicationOperation.Run);

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _interception?.Building(this);
        if (!_options.DisableDashboard)
            DashboardResource.AddTo(this);
        var application = new DistributedApplication(_host.Build()) { IsDrivenByTest = _interception is not null };
        _interception?.Built(application);
        return application;
    }

    private void AddServices(DistributedApplicationOptions options)
    {
        Services.AddSingleton(options);
        Services.AddSingleton(Eventing);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(Resources);
        Services.AddSingleton<DistributedApplicationModel>();
        Services.AddSingleton(services => new ResourceNotificationService(services.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>()));
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton<Orchestrator>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<Orchestrator>));
        Services.AddHealthChecks();
        Services.AddHttpClient();
        Services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);

        // Stopping goes resource by resource, and a broker takes its time.
        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(2));
        if (options.EnableResourceLogging)
            Services.AddHostedService<ResourceLogForwarder>();
        Services.AddHostedService(services => services.GetRequiredService<Orchestrator>());
    }
}

/// <summary>How a test takes over an application host's entry point: it sees the builder before it builds, and the application after.</summary>
internal sealed class BuildInterception(
    Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure,
    Action<DistributedApplicationBuilder> building,
    Action<DistributedApplication> built)
{
    private static readonly AsyncLocal<BuildInterception?> OfThisFlow = new();

    public static BuildInterception? Current
    {
        get => OfThisFlow.Value;
        set => OfThisFlow.Value = value;
    }

    public void Configure(DistributedApplicationOptions options, HostApplicationBuilderSettings settings) => configure(options, settings);

    public void Building(DistributedApplicationBuilder builder) => building(builder);

    public void Built(DistributedApplication application) => built(application);
}
