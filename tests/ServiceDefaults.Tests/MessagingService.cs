using Microsoft.Extensions.DependencyInjection;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A service of the name <c>contract</c> with an outbox, an inbox and dead letters, and what tests do with it.</summary>
internal static class MessagingService
{
    /// <param name="received">How its one consumer is to behave; null for a service without consumers.</param>
    public static Task<TestService> StartAsync(TestServers servers, Received? received = null, int reconnectTimeoutSeconds = 40) =>
        TestService.StartAsync(
            servers,
            new ServiceSetup("contract") { Settings = new Dictionary<string, string?> { ["Messaging:ReconnectTimeoutSeconds"] = $"{reconnectTimeoutSeconds}" } },
            builder =>
            {
                if (received is not null)
                    builder.Services.AddSingleton(received);
                builder.AddMessaging(bus =>
                {
                    if (received is not null)
                        bus.AddConsumer<CityRegisteredConsumer>();
                });
            });

    /// <summary>Publishes an event by the service's own outbox.</summary>
    public static async Task PublishAsync(this TestService service, Guid messageId, object @event)
    {
        await using var work = await service.BeginAsync();
        work.Publish(messageId, @event);
        await work.CommitAsync(CancellationToken.None);
    }

    public static Task<UnitOfWork> BeginAsync(this TestService service) =>
        service.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);

    /// <summary>Messages that RabbitMQ has not confirmed yet.</summary>
    public static Task<long> CountUnsentAsync(this TestService service) => service.ScalarAsync<long>("select count(*) from outbox where published_at is null");

    public static DeadLetterService.DeadLetterServiceClient DeadLetters(this TestService service) =>
        service.Client<DeadLetterService.DeadLetterServiceClient>();

    public static async Task<IReadOnlyList<DeadLetter>> ListAsync(this TestService service) =>
        (await service.DeadLetters().ListDeadLettersAsync(new ListDeadLettersRequest())).DeadLetters;

    public static async Task<RequeueDeadLettersReply> RequeueAsync(this TestService service, DeadLetterSelection selection) =>
        await service.DeadLetters().RequeueDeadLettersAsync(new RequeueDeadLettersRequest { Selection = selection });

    public static async Task<long> DropAsync(this TestService service, DeadLetterSelection selection) =>
        (await service.DeadLetters().DropDeadLettersAsync(new DropDeadLettersRequest { Selection = selection })).Dropped;
}
