namespace Grpc.Core;

/// <summary>What the four kinds of call have in common. The form with a state object spares a call its closures.</summary>
internal readonly struct AsyncCallState(
    object state,
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose)
{
    public Task<Metadata> ResponseHeadersAsync() => responseHeaders(state);

    public Status GetStatus() => status(state);

    public Metadata GetTrailers() => trailers(state);

    public void Dispose() => dispose(state);

    public static AsyncCallState Of(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) =>
        new(dispose, _ => responseHeaders, _ => status(), _ => trailers(), _ => dispose());
}
