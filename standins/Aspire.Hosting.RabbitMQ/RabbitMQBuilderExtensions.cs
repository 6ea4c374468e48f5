using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ApplicationModel
{
    public class RabbitMQServerResource(string name, ParameterResource? userName, ParameterResource password)
        : ContainerResource(name), IResourceWithConnectionString
    {
        public ParameterResource? UserNameParameter { get; } = userName;

        public ParameterResource PasswordParameter { get; } = password;

        public EndpointReference PrimaryEndpoint => new(this, "tcp");

        public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
            $"amqp://guest:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
    }
}

namespace Aspire.Hosting
{
    /// <summary>Containers, which only the published package can run: starting an application with one of these fails, saying so.</summary>
    public static class RabbitMQBuilderExtensions
    {
        public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null) =>
            builder
                .AddResource(new RabbitMQServerResource(name, userName?.Resource, (password ?? builder.AddParameter($"{name}-password", secret: true)).Resource))
                .WithEndpoint(port: port, targetPort: 5672, name: "tcp");

        public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false)
        {
            _ = (name, isReadOnly);
            return builder;
        }
    }
}
