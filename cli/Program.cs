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
    RecommendCommand.Create(),
    RecomputeCommand.Create(),
    ObjectCommand.Create(),
    RuleCommand.Create(),
    ReceiptCommand.Create(),
    SeparateCommand.Create(),
    DecideCommand.Create(),
    WillingCommand.Create(),
    StatesCommand.Create(),
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

// A value may begin with @, as a name or a decree's number does: no file is read in its place.
var typed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
