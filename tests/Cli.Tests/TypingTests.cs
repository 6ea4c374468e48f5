using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>A mistake on the command line is one sentence on standard error, with exit code 2 and no other output.</summary>
public sealed class TypingTests
{
    [Theory]
    [InlineData("'imprt' is not a command or option here (did you mean import", "imprt")]
    [InlineData("Option '--city' is required; see workforce expire --help", "expire")]
    [InlineData("--as-of '2021-13-01' is not a date of the form yyyy-MM-dd", "expire", "--city", "kupang", "--as-of", "2021-13-01")]
    [InlineData("--last-day '31/12/2020' is not a date of the form yyyy-MM-dd", "watch", "--city", "kupang", "--last-day", "31/12/2020")]
    [InlineData("--wage '1.750.000' is not a whole number, written with digits alone; see workforce contract correct --help", "contract", "correct", "x", "--reason", "y", "--wage", "1.750.000")]
    [InlineData("--hours 'two' is not a whole number", "token", "--as", "hr", "--hours", "two")]
    [InlineData("(did you mean --city?)", "report", "--ctiy", "kupang")]
    [InlineData("'city' needs one of its commands: apply", "city")]
    [InlineData("'/nowhere': there is no such folder", "city", "apply", "/nowhere")]
    [InlineData("'/nowhere.csv': there is no such file", "import", "/nowhere.csv", "--city", "kupang")]
    [InlineData("'/' is a folder; an .xlsx or CSV file is expected", "import", "/", "--city", "kupang")]
    [InlineData("NIK: 16 digits are expected, 3 characters were given", "worker", "123")]
    [InlineData("NIK: 16 digits are expected, other characters were given", "worker", "537106241264900l")]
    [InlineData("there is no city folder examples/kupan (did you mean kupang?)", "play", "--city", "kupan", "--as-of", "2021-01-01")]
    [InlineData("--report '/nowhere/r.json' cannot be written", "play", "--city", "kupang", "--as-of", "2021-01-01", "--report", "/nowhere/r.json")]
    [InlineData("'dead-letters' needs one of its commands: list, requeue, drop", "dead-letters")]
    [InlineData("select dead letters in one way: --all, --service SERVICE [--queue QUEUE], or --id ID", "dead-letters", "drop")]
    [InlineData("select dead letters in one way", "dead-letters", "requeue", "--all", "--service", "contract")]
    [InlineData("--queue needs its --service", "dead-letters", "drop", "--all", "--queue", "contract.city-registered")]
    [InlineData("MOMENT '2021-01-08' is not a moment of the form yyyy-MM-ddTHH:mm, such as 2021-01-08T09:00; see workforce clock --help", "clock", "2021-01-08")]
    [InlineData("MOMENT '2021-02-30T09:00' is not a moment", "clock", "2021-02-30T09:00")]
    [InlineData("MOMENT 'tomorrow' is not a moment", "clock", "tomorrow", "--city", "kupang")]
    [InlineData("--id 'x' is not a message id", "dead-letters", "requeue", "--id", "x")]
    [InlineData("--endpoints '/nowhere.json': there is no such file", "report", "--city", "kupang", "--endpoints", "/nowhere.json")]
    public async Task Typed_Mistake_IsOneSentenceAndExitCode2(string expected, params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);

        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        AssertOneSentence(result, exitCode: 2);
    }

    [Fact]
    public async Task Import_EmptyFile_IsRefusedBeforeAnythingIsSent()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("register.csv", "");

        var result = await CommandLine.RunAsync("import", file, "--city", "kupang");

        Assert.Contains("is empty; an .xlsx or CSV file with a header is expected", result.Errors, StringComparison.Ordinal);
        AssertOneSentence(result, exitCode: 2);
    }

    [Theory]
    [InlineData("not json", "line 1: not valid JSON")]
    [InlineData("[]", "a JSON object with the services' addresses is expected")]
    [InlineData("{\"registry\":\"http://127.0.0.1:1\"}", "contract: is missing")]
    [InlineData("{\"registry\":\"ftp://x\"}", "registry: 'ftp://x' is not an address of the form http://host:port")]
    public async Task Endpoints_BadFile_NamesFileAndField(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("endpoints.json", content);

        var result = await CommandLine.RunAsync("report", "--city", "kupang", "--endpoints", file);

        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Contains(file, result.Errors, StringComparison.Ordinal);
        AssertOneSentence(result, exitCode: 2);
    }

    [Fact]
    public async Task System_FileOfEndedSystem_SaysThatItHasEnded()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("endpoints.json", "{\"pid\":2147483647}");

        var result = await CommandLine.RunAsync("report", "--city", "kupang", "--endpoints", file);

        Assert.Contains("has ended; start one with ./run", result.Errors, StringComparison.Ordinal);
        AssertOneSentence(result, exitCode: 1);
    }

    [Fact]
    public async Task System_NothingListens_SaysHowToStartOne()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("endpoints.json", "{\"registry\":\"http://127.0.0.1:1\",\"contract\":\"http://127.0.0.1:1\",\"evaluation\":\"http://127.0.0.1:1\",\"notification\":\"http://127.0.0.1:1\"}");

        var result = await CommandLine.RunAsync("report", "--city", "kupang", "--endpoints", file);

        Assert.Contains("no running system found", result.Errors, StringComparison.Ordinal);
        Assert.Contains("./run", result.Errors, StringComparison.Ordinal);
        AssertOneSentence(result, exitCode: 1);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("import", "--help")]
    public async Task Help_Requested_IsOnStandardOutput(params string[] arguments)
    {
        var result = await CommandLine.RunAsync(arguments);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("workforce", result.Output, StringComparison.Ordinal);
        Assert.Empty(result.Errors);
    }

    private static void AssertOneSentence(CommandLine.Result result, int exitCode)
    {
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("error: ", result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Errors, StringComparison.Ordinal);
    }
}
