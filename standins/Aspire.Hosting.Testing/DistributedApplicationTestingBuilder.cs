using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Testing;

/// <summary>An application host's own builder, held before it builds: a test may change it first.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    /// <summary>Lets the entry point build; the test then starts, stops and disposes the application.</summary>
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}

public static class DistributedApplicationTestingBuilder
{
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => EntryPointRun.ToBuilderAsync(typeof(TEntryPoint).Assembly, args, cancellationToken);

    /// <summary>Runs the entry point of the assembly that has this type, up to where it builds. There is no dashboard.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        EntryPointRun.ToBuilderAsync(entryPoint.Assembly, args, cancellationToken);
}

public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of one of a resource's endpoints: the one called http where no name is given.</summary>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null) =>
        new() { BaseAddress = app.GetEndpoint(resourceName, endpointName) };

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var resource = app.Find(resourceName) as IResourceWithEndpoints
            ?? throw new ArgumentException($"The resource '{resourceName}' has no endpoints.", nameof(resourceName));
        return new(new EndpointReference(resource, endpointName ?? "http").Url);
    }

    public static ValueTask<string?> GetConnectionStringAsync(this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default)
    {
        var resource = app.Find(resourceName) as IResourceWithConnectionString
            ?? throw new ArgumentException($"The resource '{resourceName}' has no connection string.", nameof(resourceName));
        return resource.GetConnectionStringAsync(cancellationToken);
    }

    private static IResource Find(this DistributedApplication app, string resourceName)
    {
        var model = (DistributedApplicationModel)app.Services.GetService(typeof(DistributedApplicationModel))!;
        return model.Resources.FirstOrDefault(resource => string.Equals(resource.Name, resourceName, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"There is no resource '{resourceName}'.", nameof(resourceName));
    }
}
