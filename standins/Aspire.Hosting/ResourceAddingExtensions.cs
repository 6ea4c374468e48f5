using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting;

public static class ExecutableResourceBuilderExtensions
{
    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params string[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);

    public static IResourceBuilder<ExecutableResource> AddExecutable(this IDistributedApplicationBuilder builder, string name, string command, string workingDirectory, params object[]? args) =>
        builder.AddResource(new ExecutableResource(name, command, Path.GetFullPath(workingDirectory, builder.AppHostDirectory))).WithArgs(args ?? []);
}

public static class ProjectResourceBuilderExtensions
{
    /// <summary>Adds a project by its file; what its appsettings name under <c>Kestrel:Endpoints</c> become its endpoints.</summary>
    public static IResourceBuilder<ProjectResource> AddProject(this IDistributedApplicationBuilder builder, string name, string projectPath)
    {
        var path = Path.GetFullPath(projectPath, builder.AppHostDirectory);
        if (!File.Exists(path))
            throw new DistributedApplicationException($"'{name}': there is no project {path}.");
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(new ProjectPathAnnotation(path));
        KestrelEndpoints.AddTo(project, Path.GetDirectoryName(path)!);
        return project;
    }
}

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        var key = $"Parameters:{name}";
        return builder.AddResource(new ParameterResource(
            name,
            fallback => builder.Configuration[key] ?? fallback?.GetDefaultValue() ?? throw new DistributedApplicationException($"The parameter '{name}' is not given: set '{key}'."),
            secret));
    }

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.AddParameter(name, () => builder.Configuration[$"Parameters:{name}"] ?? value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, Func<string> valueGetter, bool publishValueAsDefault = false, bool secret = false)
    {
        _ = publishValueAsDefault;
        return builder.AddResource(new ParameterResource(name, _ => valueGetter(), secret));
    }
}

public static class ConnectionStringBuilderExtensions
{
    public static IResourceBuilder<ConnectionStringResource> AddConnectionString(this IDistributedApplicationBuilder builder, string name, ReferenceExpression connectionStringExpression)
    {
        var added = builder.AddResource(new ConnectionStringResource(name, connectionStringExpression));
        foreach (var resource in Referenced(connectionStringExpression).OfType<IResource>().Where(resource => resource is not IResourceWithoutLifetime).Distinct())
            added.WaitForStart(builder.CreateResourceBuilder(resource));
        return added;
    }

    private static IEnumerable<object> Referenced(IValueWithReferences value) =>
        value.References.SelectMany(inner => inner is IValueWithReferences further && inner is not IResource ? Referenced(further) : [inner]);
}
