using System.CommandLine;
using System.Globalization;
using Workforce.Bench.Commands;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await new RootCommand("Benchmarks of Aspire.Workforce: each prints ratios, measured in one run")
{
    FanoutCommand.Create(),
    ImportCommand.Create(),
    CycleCommand.Create(),
    ReadsCommand.Create(),
    CitiesCommand.Create(),
    ChaosCommand.Create(),
}.Parse(args).InvokeAsync();
