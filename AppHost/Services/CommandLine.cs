#pragma warning disable ASPIREPROCESSCOMMAND001 // Process commands are new in Aspire 13 and may still change.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Services;

/// <summary>Commands of the command line <c>workforce</c>, in the dashboard and for <c>aspire resource</c>.</summary>
public static class CommandLine
{
    private const int LinesShown = 200;

    private const string SetupKeyVariable = "WORKFORCE_SETUP_KEY";

    // What the command line calls them, and AppHost.
    private static readonly (string Variable, string Setting)[] Client =
    [
        ("WORKFORCE_AUTHORITY", "Access:Authority"), ("WORKFORCE_CLIENT_ID", "Access:Client:Id"), ("WORKFORCE_CLIENT_SECRET", "Access:Client:Secret"),
    ];

    /// <summary>Sweeps a city now: its contracts that are due expire. Needs the city; the day is optional.</summary>
    public static IResourceBuilder<ProjectResource> WithSweepCommand(this IResourceBuilder<ProjectResource> contract) =>
        contract.WithProcessCommand("sweep", "Sweep now", context => Run(context, ["expire", "--city", context.Arguments.GetString("city")!, .. AsOf(context)]), new()
        {
            Description = "Contracts of the city whose last day is before the day expire; a second time adds nothing.",
            IconName = "CalendarArrowRight",
            IsHighlighted = true,
            MaxOutputLineCount = LinesShown,
            Arguments =
            [
                new() { Name = "city", Label = "City", Description = "Code or name, for example kupang", InputType = InputType.Text, Required = true },
                new() { Name = "as-of", Label = "As of", Description = "yyyy-MM-dd; the city's today by default", InputType = InputType.Text },
            ],
        });

    internal static IResourceBuilder<ProjectResource> WithDeadLetterCommands(this IResourceBuilder<ProjectResource> service) => service
        .WithProcessCommand("dead-letters-list", "List dead letters", context => Run(context, "dead-letters", "list", "--service", service.Resource.Name), new()
        {
            Description = "The messages that the service could not handle, with the reason; never their bodies.",
            IconName = "MailInbox",
            MaxOutputLineCount = LinesShown,
        })
        .WithProcessCommand("dead-letters-requeue", "Requeue dead letters", context => Run(context, "dead-letters", "requeue", "--service", service.Resource.Name), new()
        {
            Description = "Sends all dead letters of the service to the queues that they were delivered from.",
            ConfirmationMessage = $"Requeue all dead letters of {service.Resource.Name}?",
            IconName = "MailArrowUp",
            MaxOutputLineCount = LinesShown,
        });

    /// <summary>
    /// A city's whole night (<c>workforce play</c>), which an operator starts by hand: of the folder <c>Night:City</c> (kupang) below
    /// <c>examples/</c>, as of the day <c>Night:AsOf</c> (2021-01-01).
    /// </summary>
    public static IResourceBuilder<ProjectResource> AddNight<TProject>(
        this IDistributedApplicationBuilder builder, string name, params IResourceBuilder<ProjectResource>[] services)
        where TProject : IProjectMetadata, new()
    {
        var night = builder.AddProject<TProject>(name)
            .WithArgs("play", "--city", builder.Configuration["Night:City"] ?? "kupang", "--as-of", builder.Configuration["Night:AsOf"] ?? "2021-01-01")
            .WithIconName("WeatherMoon")
            .WithExplicitStart();
        foreach (var service in services)
            night.WithEnvironment(AddressVariable(service.Resource), service.GetEndpoint("grpc")).WaitFor(service);
        if (builder.SetupKeyPath() is { } key)
            night.WithEnvironment(SetupKeyVariable, key);
        return night;
    }

    private static string[] AsOf(ExecuteCommandContext context) => context.Arguments.GetString("as-of") is { Length: > 0 } day ? ["--as-of", day] : [];

    private static ProcessCommandSpec Run(ExecuteCommandContext context, params string[] arguments)
    {
        // Under artifacts/ each project has a folder of its own, with the same configuration as this one's.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var command = new ProcessCommandSpec("dotnet") { Arguments = ["exec", Path.Combine(own.Parent!.Parent!.FullName, "Cli", own.Name, "Cli.dll"), .. arguments, .. AsTheSystem(context.Services)] };
        foreach (var service in context.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
            if (service.GetEndpoint("grpc") is { Exists: true } endpoint)
                command.EnvironmentVariables[AddressVariable(service)] = endpoint.Url;
        SetIdentity(command.EnvironmentVariables, context.Services);
        return command;
    }

    // The dashboard does not say who pressed the button. In Development it is done by the set-up key, elsewhere by AppHost's own client.
    private static string[] AsTheSystem(IServiceProvider services) =>
        services.GetRequiredService<IHostEnvironment>().IsDevelopment() ? ["--as", "system"] : [];

    private static void SetIdentity(IDictionary<string, string> environment, IServiceProvider services)
    {
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            environment[SetupKeyVariable] = services.GetRequiredService<StateFolder>().SetupKeyPath;
            return;
        }
        var settings = services.GetRequiredService<IConfiguration>();
        foreach (var (variable, setting) in Client)
            if (settings[setting] is { Length: > 0 } value)
                environment[variable] = value;
    }

    // The command line finds the running system by these variables.
    private static string AddressVariable(ProjectResource service) => $"WORKFORCE_{service.Name.ToUpperInvariant()}";
}
