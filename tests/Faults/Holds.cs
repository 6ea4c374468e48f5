using System.Collections.Concurrent;

namespace Workforce.Faults;

/// <summary>Which services and servers are being broken or started right now.</summary>
internal sealed class Holds
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _held = [];

    /// <summary>Waits until all of them are free, and holds them until what it returns is disposed.</summary>
    public async Task<IDisposable> TakeAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        var taken = new Stack<SemaphoreSlim>();
        // All in one order: two faults that lock them in different orders would deadlock.
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var one = _held.GetOrAdd(name, _ => new(1));
            await one.WaitAsync(cancellation);
            taken.Push(one);
        }
        return new Hold(taken);
    }

    private sealed class Hold(Stack<SemaphoreSlim> taken) : IDisposable
    {
        public void Dispose()
        {
            foreach (var one in taken)
                one.Release();
            taken.Clear();
        }
    }
}
