using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Testing;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A service of the name <c>contract</c> with nothing of its own and no broker, and what can be asked of every service.</summary>
internal static class BareService
{
    /// <param name="settings">For example <c>Metrics:Prometheus=on</c>.</param>
    public static Task<TestService> StartAsync(TestServers servers, params string[] settings) =>
        StartAsync(servers, new ServiceSetup("contract") { Settings = settings.Select(setting => setting.Split('=', 2)).ToDictionary(setting => setting[0], setting => (string?)setting[1]) });

    public static Task<TestService> StartAsync(TestServers servers, Action<IServiceCollection> change) =>
        StartAsync(servers, new ServiceSetup("contract") { Services = change });

    public static Task<TestService> StartAsync(TestServers servers, ServiceSetup setup) => TestService.StartAsync(servers, setup, _ => { });

    public static async Task<HttpStatusCode> GetStatusAsync(this TestService service, string path)
    {
        using var response = await service.Http.GetAsync(path);
        return response.StatusCode;
    }

    public static async Task<HealthCheckResponse.Types.ServingStatus> GetGrpcHealthAsync(this TestService service) =>
        (await service.Client<Grpc.Health.V1.Health.HealthClient>().CheckAsync(new HealthCheckRequest())).Status;

    /// <summary>Calls a method that need not exist, as any caller can.</summary>
    public static AsyncUnaryCall<HealthCheckResponse> CallAsync(this TestService service, string path)
    {
        var parts = path[1..].Split('/');
        var method = new Method<HealthCheckRequest, HealthCheckResponse>(
            MethodType.Unary, parts[0], parts[1],
            Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, HealthCheckRequest.Parser.ParseFrom),
            Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, HealthCheckResponse.Parser.ParseFrom));
        return service.Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), new HealthCheckRequest());
    }
}
