using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Workforce.Access.V1;
using Workforce.Identity;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Every RPC that a service serves says who may call it; otherwise the service does not start.</summary>
internal sealed class RuleCheck : IHostedLifecycleService
{
    /// <summary>All that is mapped; complete when the service starts.</summary>
    public IEndpointRouteBuilder? Routes { get; set; }

    /// <exception cref="InvalidOperationException">Names the RPCs without a rule, or with one that allows nothing.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = Served().Where(method => !OpenServices.Has(method.FullName)).Select(FaultOf).OfType<string>().Distinct().ToList();
        return faults.Count == 0
            ? Task.CompletedTask
            : throw new InvalidOperationException($"The service does not start, for it does not know who may call it: {string.Join("; ", faults)}");
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<IMethod> Served() =>
        from source in (Routes ?? throw new InvalidOperationException("What the service serves is not known: call MapServiceDefaults")).DataSources
        from endpoint in source.Endpoints
        let method = endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()
        where method is not null
        select method.Method;

    private static string? FieldFaultOf(AccessRule rule, MethodDescriptor method) =>
        new[] { rule.City, rule.Unit, rule.Worker }.Where(path => path.Length > 0).Select(path => RequestFields.FaultOf(method.InputType, path)).FirstOrDefault(fault => fault is not null);

    private static string? FaultOf(IMethod method) => AccessRules.Find(method.FullName) switch
    {
        null => $"{method.FullName} declares no access rule",
        { Anyone: true } => null,
        { Roles.Count: 0 } => $"{method.FullName} allows no role",
        { Scope: "" } rule when rule.Roles.Contains(Role.System) => $"{method.FullName} allows systems and names no scope",
        { EverySuperior: true } rule when !rule.Roles.Contains(Role.Superior) => $"{method.FullName} allows every superior and not the role superior",
        var rule when FieldFaultOf(rule, AccessRules.FindMethod(method.FullName)!) is { } fault => $"{method.FullName} {fault}",
        // Of answers to one request all that they have is written to the log before the first leaves; of answers to several that cannot be.
        { PersonalData: true } when method.Type is MethodType.DuplexStreaming => $"{method.FullName} streams personal data both ways",
        _ => null,
    };
}
