using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>
/// Exclusive access to the dead letters of a service, on a connection of its own. A message that one session has read and not
/// acknowledged is invisible to another; so there is one at a time, in all instances of the service.
/// </summary>
internal sealed class BrokerSession : IAsyncDisposable
{
    private const ushort ResourceLocked = 405;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;

    private BrokerSession(IConnection connection) => _connection = connection;

    /// <exception cref="NotReadyException">Another session does not end.</exception>
    public static async Task<BrokerSession> OpenAsync(Uri broker, ServiceName service, CancellationToken cancellation)
    {
        // A connection that recovers by itself would have lost the exclusive queue, and its unacknowledged messages.
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = $"{service.Value} dead letters",
        };
        var session = new BrokerSession(await factory.CreateConnectionAsync(cancellation));
        try
        {
            await session.LockAsync($"{service.Value}.dead-letters", cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task<QueueReader> ReadAsync(DeadLetterQueue queue, CancellationToken cancellation) =>
        new(await _connection.CreateChannelAsync(cancellationToken: cancellation), queue.Name);

    /// <summary>A channel on which a publish ends when RabbitMQ has confirmed it.</summary>
    public Task<IChannel> OpenPublisherAsync(CancellationToken cancellation) =>
        _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task LockAsync(string name, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await TryLockAsync(name, cancellation))
        {
            if (Stopwatch.GetElapsedTime(started) > LongestWait)
                throw new NotReadyException("another call is reading the dead letters of this service; try again in a moment");
            await Task.Delay(Pause, cancellation);
        }
    }

    // An exclusive queue belongs to one connection and goes with it, as do its unacknowledged messages.
    private async Task<bool> TryLockAsync(string name, CancellationToken cancellation)
    {
        await using var channel = await _connection.CreateChannelAsync(cancellationToken: cancellation);
        try
        {
            await channel.QueueDeclareAsync(name, durable: false, exclusive: true, autoDelete: false, cancellationToken: cancellation);
            return true;
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == ResourceLocked)
        {
            return false;
        }
    }
}
