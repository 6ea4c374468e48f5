namespace Workforce.AppHost;

public static class RunExtensions
{
    /// <summary>Runs until Ctrl-C, SIGTERM or a failure. The process's exit code: 1 where the system did not come up.</summary>
    public static async Task<int> RunUntilStoppedAsync(this DistributedApplication application)
    {
        try
        {
            await using (application)
                await application.RunAsync();
            return Environment.ExitCode;
        }
        catch (DistributedApplicationException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return 1;
        }
    }
}
