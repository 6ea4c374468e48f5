using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A resource whose endpoints another finds by its name.</summary>
public interface IResourceWithServiceDiscovery : IResourceWithEndpoints;
