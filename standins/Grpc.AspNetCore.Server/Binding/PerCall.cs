using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Binding;

/// <summary>
/// Makes an instance for one call: the container's, or a new one constructed from services and the given arguments.
/// What was made here is disposed of here, after the call.
/// </summary>
internal sealed class PerCall<T> where T : class
{
    private readonly Type _type;
    private readonly object[] _arguments;
    private readonly Lazy<ObjectFactory> _factory;

    public PerCall(Type type, object[] arguments)
    {
        _type = type;
        _arguments = arguments;
        _factory = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]));
    }

    public async Task<TResult> UseAsync<TResult>(ServerCallContext call, Func<T, Task<TResult>> use)
    {
        var (instance, isOurs) = Activate(call);
        try
        {
            return await use(instance);
        }
        finally
        {
            if (isOurs)
                await DisposeAsync(instance);
        }
    }

    public async Task UseAsync(ServerCallContext call, Func<T, Task> use)
    {
        var (instance, isOurs) = Activate(call);
        try
        {
            await use(instance);
        }
        finally
        {
            if (isOurs)
                await DisposeAsync(instance);
        }
    }

    private (T Instance, bool IsOurs) Activate(ServerCallContext call)
    {
        var services = call.GetHttpContext().RequestServices;
        if (_arguments.Length == 0 && services.GetService(_type) is T registered)
            return (registered, false);

        return ((T)_factory.Value(services, _arguments), true);
    }

    private static ValueTask DisposeAsync(T instance)
    {
        if (instance is IAsyncDisposable asyncDisposable)
            return asyncDisposable.DisposeAsync();

        (instance as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }
}
