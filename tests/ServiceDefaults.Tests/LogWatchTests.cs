using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.Testing;
using Xunit;
using Xunit.Sdk;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>The fixture itself: what a service logs for an operator to look at fails the test that does not expect it.</summary>
[Collection(Servers.Name)]
public sealed class LogWatchTests(TestServers servers)
{
    private const string Ours = "Workforce.Contract.Sweeps";

    [Theory]
    [InlineData(LogLevel.Error, "Npgsql.Command")]
    [InlineData(LogLevel.Critical, Ours)]
    [InlineData(LogLevel.Warning, Ours)]
    public async Task Dispose_UnexpectedLog_FailsAndSaysWhat(LogLevel level, string category)
    {
        var service = await LogAsync(level, category);

        var failure = await Assert.ThrowsAsync<FailException>(async () => await service.DisposeAsync());

        Assert.Contains($"{level} {category}: the disk is full", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LogLevel.Warning, "Npgsql.Command")]
    [InlineData(LogLevel.Information, Ours)]
    public async Task Dispose_LogThatNoOperatorNeeds_Passes(LogLevel level, string category) =>
        await (await LogAsync(level, category)).DisposeAsync();

    [Fact]
    public async Task Dispose_ExpectedLog_Passes()
    {
        var service = await LogAsync(LogLevel.Error, Ours);

        service.Log.Expect("disk is full");

        await service.DisposeAsync();
    }

    private async Task<TestService> LogAsync(LogLevel level, string category)
    {
        var service = await BareService.StartAsync(servers);
        service.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category).Log(level, default, "the disk is full", null, (text, _) => text);
        return service;
    }
}
