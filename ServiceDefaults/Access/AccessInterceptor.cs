using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Lets a call through to its endpoint when the rule of its RPC allows it; denies every other.</summary>
internal sealed class AccessInterceptor(CallerReader callers, DirectoryWatch watch, TimeProvider clock) : Interceptor
{
    /// <summary>The metadata key by which a caller says what personal data are read for.</summary>
    public const string Purpose = "purpose";

    private const int LongestPurpose = 200;

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AllowAsync(context, () => Task.FromResult<TRequest?>(request));
        var response = await continuation(request, context);
        RequireLogged(context);
        return response;
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var stream = new FirstMessage<TRequest>(requestStream, () => CheckAgainAsync(context));
        await AllowAsync(context, () => stream.PeekAsync(context.CancellationToken));
        var response = await continuation(stream, context);
        RequireLogged(context);
        return response;
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AllowAsync(context, () => Task.FromResult<TRequest?>(request));
        await continuation(request, Watched(responseStream, context), context);
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var stream = new FirstMessage<TRequest>(requestStream, () => CheckAgainAsync(context));
        if (!OpenServices.Has(context.Method))
            await AllowAsync(context, () => stream.PeekAsync(context.CancellationToken));
        await continuation(stream, Watched(responseStream, context), context);
    }

    private WatchedStream<TResponse> Watched<TResponse>(IServerStreamWriter<TResponse> stream, ServerCallContext context) =>
        new WatchedStream<TResponse>(stream, () => CheckAnswerAsync(context));

    // What has left cannot be taken back: the log comes before the first answer of a stream.
    private Task CheckAnswerAsync(ServerCallContext context)
    {
        RequireLogged(context);
        return CheckAgainAsync(context);
    }

    // A call that goes on may outlive its token, an appointment, or what its caller is trusted with.
    private async Task CheckAgainAsync(ServerCallContext context)
    {
        if (AccessRules.Find(context.Method) is { Anyone: false } rule)
            Authorization.CheckRoles(rule, await callers.ReadAsync(context.GetHttpContext(), rule.Roles, context.CancellationToken));
    }

    private async Task AllowAsync<TRequest>(ServerCallContext context, Func<Task<TRequest?>> request)
    {
        if (OpenServices.Has(context.Method))
            return;
        var rule = AccessRules.Find(context.Method) ?? throw new PermissionDeniedException("the RPC does not say who may call it");
        if (rule.Anyone)
            return;
        // Not later: an appointment that is valid then may have ended by the time at which what it grants is used.
        var at = clock.GetUtcNow();
        var caller = await callers.ReadAsync(context.GetHttpContext(), rule.Roles, context.CancellationToken);
        // Before a stream's first message is waited for. One that ends without a message names nothing; its endpoint refuses it.
        var grants = Authorization.CheckRoles(rule, caller);
        if (await request() is IMessage named)
            Authorization.CheckRequest(rule, grants, named);
        var reach = Reach.Of(grants);
        var call = new AllowedCall(caller, grants, reach, context.Method[1..], OnBehalf.Read(context, caller), PurposeOf(context), at);
        if (rule.PersonalData && call.Purpose.Length == 0)
            await RequirePurposeAsync(reach, context.CancellationToken);
        call.Attach(context.GetHttpContext());
    }

    private static string PurposeOf(ServerCallContext context)
    {
        // Not of RequestHeaders, which are all copied when they are first looked at.
        var text = $"{context.GetHttpContext().Request.Headers[Purpose]}".Trim();
        return text.Length <= LongestPurpose ? text : throw new InvalidInputException(Purpose, text, $"is longer than {LongestPurpose} characters");
    }

    private async Task RequirePurposeAsync(Reach reach, CancellationToken cancellation)
    {
        var directory = await watch.GetAsync(cancellation);
        var requiring = directory.Cities.FirstOrDefault(city => city.PurposeRequired && (reach.EveryCity || reach.PartCities.Contains(city.Id)));
        if (requiring is not null)
            throw new InvalidInputException(Purpose, null, $"is required by the policy of {requiring.Code}: say in this metadata key what the data are read for");
    }

    // An answer that was not written to the access log does not leave.
    private static void RequireLogged(ServerCallContext context)
    {
        if (AllowedCall.Find(context.GetHttpContext()) is { IsLogged: false } call && AccessRules.Find(context.Method) is { PersonalData: true })
            throw new InvalidOperationException($"{call.Method} answers with personal data and did not write to the access log");
    }
}
