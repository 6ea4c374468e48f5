using Workforce.AppHost.Lifecycle;

namespace Workforce.AppHost.Tests;

public sealed class ProcessIdsTests
{
    [Theory]
    [InlineData("Running", 4711, 4711)]
    [InlineData("Finished", 4711, null)]
    [InlineData("", 0, null)] // what DCP reports between "Starting" and the process
    [InlineData("Running", -1, null)] // DCP's unknown process; as a signal's target it would be every process there is
    [InlineData("Starting", null, null)]
    public void ProcessId_NoProcessYetOrAnyMore_IsNull(string state, int? reported, int? expected)
    {
        var snapshot = new CustomResourceSnapshot
        {
            ResourceType = "Executable",
            State = state,
            Properties = reported is { } id ? [new ResourcePropertySnapshot("executable.pid", id)] : [],
        };
        Assert.Equal(expected, snapshot.ProcessId());
    }
}
