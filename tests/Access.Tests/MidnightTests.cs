using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.Api;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>A head is replaced at midnight of the city's zone, while both tokens live on.</summary>
[Collection(AccessCollection.Name)]
public sealed class MidnightTests(AccessSystem system)
{
    [Fact]
    public async Task FindWorker_AtMidnightInWita_PassesFromOneHeadToTheNext()
    {
        var clock = new StoppedClock();
        clock.Set("2021-01-04T23:59:59+08:00");
        await using var registry = await TestService.StartAsync<CityEndpoint>(system.Servers, new ServiceSetup("registry")
        {
            Database = system.Running["registry"].ConnectionString,
            Access = _ => { },
            Services = services => services.AddSingleton<TimeProvider>(clock),
        });
        await AppointAsync("lama", "2020-01-01", "2021-01-04");
        await AppointAsync("baru", "2021-01-05", "");
        await Eventually.HoldsAsync(async () => await StatusAsync(registry, "lama") is StatusCode.NotFound, "the appointment is known");
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(registry, "baru"));

        clock.Set("2021-01-05T00:00:00+08:00");

        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(registry, "lama"));
        Assert.Equal(StatusCode.NotFound, await StatusAsync(registry, "baru"));
    }

    private async Task AppointAsync(string subject, string first, string last)
    {
        var hr = system.Client<AppointmentService.AppointmentServiceClient>("registry", TestTokens.Sign(new SetupToken("hr", "hr", [Role.Hr], ["kupang"])));
        await hr.AddAppointmentAsync(new AddAppointmentRequest
        {
            CityId = system.Kupang.Id,
            Office = "unit-2",
            Name = subject,
            Subject = $"tengah-malam-{subject}",
            Capacity = Capacity.Plt,
            FirstDay = first,
            LastDay = last,
        });
    }

    // A head may ask, and of a worker who does not exist is told so; who is no head may not ask.
    private static async Task<StatusCode> StatusAsync(TestService registry, string subject)
    {
        using var channel = TestTokens.Open(registry.Address, _ => TestTokens.Sign(new SetupToken($"tengah-malam-{subject}", subject, [], [])));
        var answer = await Assert.ThrowsAsync<RpcException>(async () =>
            await new WorkerService.WorkerServiceClient(channel).FindWorkerAsync(new FindWorkerRequest { Nik = "5371010101809999" }));
        return answer.StatusCode;
    }
}
