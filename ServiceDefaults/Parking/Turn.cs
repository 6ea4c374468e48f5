using System.Diagnostics;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>
/// One operator's turn at the parked messages of a service, on a connection of its own. While somebody holds messages in hand,
/// to list or to search them, nobody else could see these; so turns do not overlap, in all instances of the service.
/// </summary>
internal sealed class Turn : IAsyncDisposable
{
    private const ushort ResourceLocked = 405;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly IConnection _connection;

    private Turn(IConnection connection) => _connection = connection;

    /// <exception cref="NotReadyException">Somebody else's turn does not end.</exception>
    public static async Task<Turn> TakeAsync(Uri broker, ServiceName service, CancellationToken cancellation)
    {
        // A connection that came back by itself would have lost the turn, and what it held.
        var factory = new ConnectionFactory
        {
            Uri = broker,
            AutomaticRecoveryEnabled = false,
            ClientProvidedName = $"{service.Value} parking",
        };
        var turn = new Turn(await factory.CreateConnectionAsync(cancellation));
        try
        {
            await turn.WaitAsync($"{service.Value}.parking", cancellation);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    public async Task<Shelf> OpenAsync(ParkedQueue queue, CancellationToken cancellation) =>
        new(await _connection.CreateChannelAsync(cancellationToken: cancellation), queue.Name);

    /// <summary>A channel on which a publish ends when RabbitMQ has confirmed it.</summary>
    public Task<IChannel> OpenPublisherAsync(CancellationToken cancellation) =>
        _connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task WaitAsync(string name, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await IsOursAsync(name, cancellation))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new NotReadyException("somebody else is at work on the parked messages of this service; try again in a moment");
            await Task.Delay(Pause, cancellation);
        }
    }

    // An exclusive queue belongs to one connection and goes with it, as do the messages that the connection holds.
    private async Task<bool> IsOursAsync(string name, CancellationToken cancellation)
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
