using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Workforce.Cli.Commands;
using Workforce.Cli.Errors;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var root = new RootCommand("Aspire.Workforce: the contract workforce of city governments, on the command line")
{
    CommonOptions.EndpointsFile,
    CommonOptions.As,
    CommonOptions.Purpose,
    CityCommand.Create(),
    ImportCommand.Create(),
    ImportsCommand.Create(),
    ExportCommand.Create(),
    RejectsCommand.Create(),
    QualityCommand.Create(),
    ExpireCommand.Create(),
    WatchCommand.Create(),
    ReportCommand.Create(),
    RemindersCommand.Create(),
    WorkerCommand.Create(),
    ContractCommand.Create(),
    UnitCommand.Create(),
    RoundCommand.Create(),
    RateCommand.Create(),
    RequestsCommand.Create(),
    ObjectCommand.Create(),
    RuleCommand.Create(),
    ReceiptCommand.Create(),
    SeparateCommand.Create(),
    WillingCommand.Create(),
    PlayCommand.Create(),
    StoryCommand.Create(),
    ClockCommand.Create(),
    DeadLettersCommand.Create(),
    AppointmentCommand.Create(),
    AccessLogCommand.Create(),
    DenyCommand.Create(),
    TokenCommand.Create(),
    LogInCommand.Create(),
};
root.HelpName = "workforce";
root.SetAction(typed => new HelpAction().Invoke(typed));

var typed = root.Parse(args);
if (TypingErrors.Find(typed) is { } sentence)
    return Faults.Report(new BadInputException(sentence));

try
{
    return await typed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception fault)
{
    return Faults.Report(fault);
}
