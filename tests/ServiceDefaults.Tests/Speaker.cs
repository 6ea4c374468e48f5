using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MassTransit;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A small service with storage and messaging, for the tests of both.</summary>
internal sealed class Speaker : IAsyncDisposable
{
    private readonly IHost _host;

    private Speaker(IHost host) => _host = host;

    public Database Database => _host.Services.GetRequiredService<Database>();

    public IBusControl Bus => _host.Services.GetRequiredService<IBusControl>();

    public bool IsStopping => _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public static async Task<Speaker> StartAsync(
        string database, string broker, Heard? heard = null, Action<IBusRegistrationConfigurator>? consumers = null, int? giveUpSeconds = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:speaker-db", database), new("ConnectionStrings:messaging", broker)]);
        if (giveUpSeconds is { } seconds)
            builder.Configuration["Messaging:GiveUpSeconds"] = $"{seconds}";
        builder.Services.AddSingleton(new ServiceName("speaker"));
        builder.Services.AddSingleton(heard ?? new Heard());
        builder.AddStorage("speaker-db");
        builder.AddMessaging(consumers);
        var host = builder.Build();
        await host.StartAsync();
        return new Speaker(host);
    }

    public async Task AnnounceAsync(Guid messageId, object @event)
    {
        await using var work = await Database.BeginAsync(CancellationToken.None);
        work.Announce(messageId, @event);
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Messages that RabbitMQ has not confirmed yet.</summary>
    public async Task<int> CountUnsentAsync()
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await connection.ExecuteScalarAsync<int>("select count(*) from outbox where sent_at is null");
    }

    /// <summary>Messages that were handled, and the transactions that it took.</summary>
    public async Task<(int Messages, int Transactions)> CountHandledAsync()
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return await connection.QuerySingleAsync<(int, int)>("select count(*)::int, count(distinct xmin::text)::int from inbox");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
