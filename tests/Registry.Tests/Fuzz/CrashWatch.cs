using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Workforce.Spreadsheets;
using Xunit;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>
/// Sees exceptions that only a fault of our own reader throws, also where it takes them for a broken file, as it must those of the libraries
/// that it reads with.
/// </summary>
internal sealed class CrashWatch : IDisposable
{
    private readonly ConcurrentQueue<string> _crashes = [];
    private readonly ConcurrentDictionary<Exception, bool> _seen = new(ReferenceEqualityComparer.Instance);

    public CrashWatch() => AppDomain.CurrentDomain.FirstChanceException += Note;

    public void AssertNone() => Assert.True(_crashes.IsEmpty, string.Join("\n", _crashes.Take(3)));

    public void Dispose() => AppDomain.CurrentDomain.FirstChanceException -= Note;

    private void Note(object? sender, FirstChanceExceptionEventArgs thrown)
    {
        if (thrown.Exception is not (NullReferenceException or IndexOutOfRangeException or InvalidCastException or ArgumentException
            or KeyNotFoundException or ArithmeticException))
            return;
        // Thrown again where something is cleaned up.
        if (!_seen.TryAdd(thrown.Exception, true))
            return;
        // Of the runtime's own checks, the first method above it that is not its own has called it wrongly.
        var thrower = new StackTrace(1, fNeedFileInfo: false).GetFrames().Select(frame => frame.GetMethod()?.DeclaringType)
            .FirstOrDefault(type => type is not null && type.Assembly != typeof(object).Assembly && type.Assembly != typeof(Enumerable).Assembly);
        if (thrower?.Assembly == typeof(TableFile).Assembly)
            _crashes.Enqueue($"{thrower}: {thrown.Exception}");
    }
}
