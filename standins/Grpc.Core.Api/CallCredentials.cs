namespace Grpc.Core;

/// <summary>Adds to each call's headers what proves who calls.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);

public class AuthInterceptorContext(string serviceUrl, string methodName, CancellationToken cancellationToken)
{
    public AuthInterceptorContext(string serviceUrl, string methodName) : this(serviceUrl, methodName, CancellationToken.None)
    {
    }

    public string ServiceUrl { get; } = serviceUrl;

    public string MethodName { get; } = methodName;

    public CancellationToken CancellationToken { get; } = cancellationToken;
}

public abstract class CallCredentials
{
    private protected CallCredentials()
    {
    }

    public static CallCredentials Compose(params CallCredentials[] credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        if (credentials.Length < 2)
            throw new ArgumentException("Composed credentials have at least two parts.", nameof(credentials));

        return new Composite([.. credentials]);
    }

    public static CallCredentials FromInterceptor(AsyncAuthInterceptor interceptor)
    {
        ArgumentNullException.ThrowIfNull(interceptor);
        return new Intercepting(interceptor);
    }

    internal abstract Task AddToAsync(Metadata headers, AuthInterceptorContext context);

    private sealed class Composite(CallCredentials[] parts) : CallCredentials
    {
        internal override async Task AddToAsync(Metadata headers, AuthInterceptorContext context)
        {
            foreach (var part in parts)
                await part.AddToAsync(headers, context);
        }
    }

    private sealed class Intercepting(AsyncAuthInterceptor interceptor) : CallCredentials
    {
        internal override Task AddToAsync(Metadata headers, AuthInterceptorContext context) => interceptor(context, headers);
    }
}
