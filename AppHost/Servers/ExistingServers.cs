using Microsoft.Extensions.Configuration;

namespace Workforce.AppHost.Servers;

/// <summary>
/// Servers that others operate. Each connection string is given as <c>ConnectionStrings:NAME</c>; each database must exist, empty at first.
/// </summary>
internal sealed class ExistingServers(IDistributedApplicationBuilder builder) : IServers
{
    public IResourceBuilder<IResourceWithConnectionString> AddDatabase(string name) => Add(name).WithIconName("Database");

    public IResourceBuilder<IResourceWithConnectionString> AddBroker(string name) => Add(name).WithIconName("MailMultiple");

    public IResourceBuilder<IResourceWithConnectionString> AddCache(string name) => Add(name).WithIconName("DatabaseLightning");

    private IResourceBuilder<IResourceWithConnectionString> Add(string name) => builder.Configuration.GetConnectionString(name) is { Length: > 0 }
        ? builder.AddConnectionString(name)
        : throw new DistributedApplicationException($"Servers is existing, but ConnectionStrings:{name} is not set.");
}
