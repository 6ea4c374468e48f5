using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Import;

/// <summary>
/// Whose turn it is to write the register. Those of this process wait for each other here, without a connection each; those of other
/// processes at the database's lock.
/// </summary>
public sealed class RegisterTurn(Database database) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Runs a transaction in which no other writes the register.</summary>
    /// <param name="write">Commits what is to stay.</param>
    public async Task<T> TakeAsync<T>(Func<UnitOfWork, Task<T>> write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await using var work = await database.BeginAsync(cancellation);
            await RegisterStore.LockAsync(work, cancellation);
            return await write(work);
        }
        finally
        {
            _turn.Release();
        }
    }

    void IDisposable.Dispose() => _turn.Dispose();
}
