namespace Workforce.AppHost.Tests;

/// <summary>The system as AppHost.cs declares it, not started.</summary>
public sealed class ModelTests : IDisposable
{
    private static readonly string[] Services = ["contract", "evaluation", "notification", "registry"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Services_EveryEndpoint_IsReachedWithoutAProxy()
    {
        await using var system = await DeclareAsync("--Servers=programs");
        var endpoints = ServicesOf(system).SelectMany(service => service.Annotations.OfType<EndpointAnnotation>()).ToList();
        Assert.Equal(2 * Services.Length, endpoints.Count);
        Assert.All(endpoints, endpoint => Assert.False(endpoint.IsProxied));
        Assert.All(endpoints, endpoint => Assert.Equal("127.0.0.1", endpoint.TargetHost));
    }

    [Fact]
    public async Task Programs_Databases_StandUnderTheirServer()
    {
        await using var system = await DeclareAsync("--Servers=programs");
        Assert.Equal(
            ["contract-db", "evaluation-db", "notification-db", "postgres-password", "registry-db"],
            system.Resources.Where(resource => ParentOf(resource) == "postgres").Select(resource => resource.Name).Order());
        Assert.Equal("rabbitmq", ParentOf(system.Resources.Single(resource => resource.Name == "messaging")));
        Assert.Equal("redis", ParentOf(system.Resources.Single(resource => resource.Name == "cache")));
    }

    [Fact]
    public async Task Resources_ServicesAndWhatTheyUse_HaveAnIcon()
    {
        await using var system = await DeclareAsync("--Servers=programs");
        string[] shown = [.. Services, "postgres", "rabbitmq", "redis", "registry-db", "night"];
        Assert.All(shown, name => Assert.True(system.Resources.Single(resource => resource.Name == name).HasAnnotationOfType<ResourceIconAnnotation>(), name));
    }

    [Fact]
    public async Task Containers_Images_ArePinned()
    {
        await using var system = await DeclareAsync("--Servers=containers");
        var images = system.Resources.OfType<ContainerResource>()
            .ToDictionary(container => container.Name, container => container.Annotations.OfType<ContainerImageAnnotation>().Last());
        Assert.Equal(["cache", "messaging", "postgres"], images.Keys.Order());
        Assert.All(images.Values, image => Assert.Matches(@"^\d+\.\d+(\.\d+)?$", image.Tag));
    }

    [Fact]
    public async Task Containers_Volumes_AreNamedAfterTheStateFolder()
    {
        await using var first = await DeclareAsync("--Servers=containers");
        await using var again = await DeclareAsync("--Servers=containers");
        using var elsewhere = new TemporaryFolder();
        await using var other = await DeclareAsync("--Servers=containers", $"--State:Folder={elsewhere.Path}");

        Assert.Equal(2, VolumesOf(first).Count);
        Assert.Equal(VolumesOf(first), VolumesOf(again));
        Assert.Empty(VolumesOf(first).Intersect(VolumesOf(other)));
    }

    [Fact]
    public async Task Containers_Services_AreGivenTheirConnectionStrings()
    {
        await using var system = await DeclareAsync("--Servers=containers");
        var registry = ServicesOf(system).Single(service => service.Name == "registry");
        var references = registry.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relation => relation.Type == "Reference").Select(relation => relation.Resource.Name);
        Assert.Equal(["cache", "messaging", "registry-db"], references.Distinct().Order());
    }

    [Fact]
    public async Task Existing_ConnectionStringsGiven_StartsNoServer()
    {
        await using var system = await DeclareAsync(
            "--Servers=existing",
            "--ConnectionStrings:registry-db=Host=db;Database=registry", "--ConnectionStrings:contract-db=Host=db;Database=contract",
            "--ConnectionStrings:evaluation-db=Host=db;Database=evaluation", "--ConnectionStrings:notification-db=Host=db;Database=notification",
            "--ConnectionStrings:messaging=amqp://broker", "--ConnectionStrings:cache=cache:6379");
        Assert.Empty(system.Resources.OfType<ContainerResource>());
        Assert.DoesNotContain(system.Resources, resource => resource.Name is "postgres" or "rabbitmq" or "redis");
        var contractDb = Assert.IsAssignableFrom<IResourceWithConnectionString>(system.Resources.Single(resource => resource.Name == "contract-db"));
        Assert.Equal("Host=db;Database=contract", await contractDb.GetConnectionStringAsync());
    }

    [Fact]
    public async Task Existing_ConnectionStringMissing_IsRefusedByName()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => DeclareAsync("--Servers=existing", "--ConnectionStrings:registry-db=Host=db"));
        Assert.Contains("ConnectionStrings:contract-db", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Servers_Unknown_IsRefusedWithWhatItCanBe()
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(() => DeclareAsync("--Servers=cloud"));
        Assert.Contains("cloud", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("containers, programs or existing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_EveryService_ListsAndRetriesItsDeadLetters()
    {
        await using var system = await DeclareAsync("--Servers=programs");
        Assert.All(ServicesOf(system), service => Assert.Superset(new HashSet<string> { "dead-letters-list", "dead-letters-requeue" }, CommandsOf(service)));
        Assert.Equal(["contract"], ServicesOf(system).Where(service => CommandsOf(service).Contains("sweep")).Select(service => service.Name));
    }

    [Fact]
    public async Task Night_UntilStartedByHand_DoesNotRun()
    {
        await using var system = await DeclareAsync("--Servers=programs");
        var night = system.Resources.Single(resource => resource.Name == "night");
        Assert.True(night.HasAnnotationOfType<ExplicitStartupAnnotation>());
    }

    private Task<IDistributedApplicationTestingBuilder> DeclareAsync(params string[] arguments) =>
        DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--State:Folder={_folder.Path}", .. arguments]);

    private static IEnumerable<ProjectResource> ServicesOf(IDistributedApplicationTestingBuilder system) =>
        system.Resources.OfType<ProjectResource>().Where(project => Services.Contains(project.Name));

    private static string? ParentOf(IResource resource) =>
        resource.Annotations.OfType<ResourceRelationshipAnnotation>().FirstOrDefault(relation => relation.Type == "Parent")?.Resource.Name;

    private static HashSet<string> CommandsOf(ProjectResource service) => [.. service.Annotations.OfType<ResourceCommandAnnotation>().Select(command => command.Name)];

    private static List<string?> VolumesOf(IDistributedApplicationTestingBuilder system) =>
        [.. system.Resources.SelectMany(resource => resource.Annotations.OfType<ContainerMountAnnotation>()).Select(mount => mount.Source)];
}
