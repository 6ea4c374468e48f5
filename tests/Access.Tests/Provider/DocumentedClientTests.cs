using System.Diagnostics;
using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>The examples of <c>docs/api.md</c> as they stand there, by clients that share no code with ours, with tokens of the provider.</summary>
public sealed class DocumentedClientTests(ProviderSystem system) : IClassFixture<ProviderSystem>, IAsyncLifetime
{
    private const int Workers = 3;

    // Arranged as a checkout is, and below the folder where setup installs what the example for Node needs.
    private static readonly string Checkout = Path.Combine(AppContext.BaseDirectory, "clients");

    public async Task InitializeAsync()
    {
        if (await ProviderNight.CountAsync(system.Contract, "contract") == 0)
        {
            await ProviderNight.PrepareAsync(system, Workers);
            await ProviderNight.ExpireAsync(system);
        }
        Directory.CreateDirectory(Path.Combine(Checkout, ".state"));
        await File.WriteAllTextAsync(
            Path.Combine(Checkout, ".state", "endpoints.json"),
            JsonSerializer.Serialize(new { registry = $"http://{system.Registry.Address.Authority}", contract = $"http://{system.Contract.Address.Authority}" }));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Python_AsDocumented_PrintsTheCycles()
    {
        var made = await RunAsync("bash", Example("## With Python", ""), Accounts.Reader.Secret!);
        Assert.True(made.ExitCode == 0, made.Errors);
        AssertCycles(await RunAsync("/usr/bin/python3", Example("## With Python", "python"), Accounts.Reader.Secret!));
    }

    [Fact]
    public async Task Node_AsDocumented_PrintsTheCycles() => AssertCycles(await RunAsync("node", Example("## With Node", "js"), Accounts.Reader.Secret!));

    [Fact]
    public async Task Node_WithAWrongSecret_SaysThatThereIsNoToken()
    {
        var (exitCode, output, errors) = await RunAsync("node", Example("## With Node", "js"), "a wrong secret");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("no token: 401", errors, StringComparison.Ordinal);
    }

    private static void AssertCycles((int ExitCode, string Output, string Errors) said)
    {
        Assert.True(said.ExitCode == 0, $"eng/setup --tests installs what the clients need: {said.Errors}");
        Assert.Equal($"Kota Kupang 2020-12-31 {Workers} 0 0", said.Output.Trim());
    }

    // The first of its kind below the heading.
    private static string Example(string heading, string kind)
    {
        var text = File.ReadAllText(Path.Combine(Checkout, "docs", "api.md"));
        var fence = $"```{kind}\n";
        var start = text.IndexOf(fence, text.IndexOf($"\n{heading}\n", StringComparison.Ordinal), StringComparison.Ordinal) + fence.Length;
        return text[start..text.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string program, string script, string secret)
    {
        // As a file, for Node looks for packages in the folders above it.
        var file = Path.Combine(Checkout, $"example-{Path.GetFileName(program)}");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo(program, [file]) { WorkingDirectory = Checkout };
        // Debian's own interpreter is the one that its packages are installed for.
        start.Environment["PATH"] = $"/usr/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["WORKFORCE_AUTHORITY"] = system.Provider.Authority.TrimEnd('/');
        start.Environment["WORKFORCE_CLIENT_ID"] = Accounts.Reader.Id;
        start.Environment["WORKFORCE_CLIENT_SECRET"] = secret;
        return await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(1));
    }
}
