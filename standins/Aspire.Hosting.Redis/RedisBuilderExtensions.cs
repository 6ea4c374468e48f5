using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    public class RedisResource(string name, ParameterResource password)
        : ContainerResource(name), IResourceWithConnectionString
    {
        public ParameterResource? PasswordParameter { get; } = password;

        public EndpointReference PrimaryEndpoint => new(this, "tcp");

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
            $"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},password={PasswordParameter!}");
    }
}

namespace Aspire.Hosting
{
    /// <summary>Containers, which only the published package can run: starting an application with one of these fails, saying so.</summary>
    public static class RedisBuilderExtensions
    {
        public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) =>
            builder
                .AddResource(new RedisResource(name, (password ?? builder.AddParameter($"{name}-password", secret: true)).Resource))
                .WithEndpoint(port: port, targetPort: 6379, name: "tcp");
    }
}
