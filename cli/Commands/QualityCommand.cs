using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>quality --city C [--test T]</c> and <c>quality override</c>: how good a register is, and what fails a test.</summary>
public static class QualityCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Unit = new("--unit") { Description = "Code or name of a work unit", HelpName = "UNIT" };
    private static readonly Option<string?> Test = new("--test") { Description = $"Lists what fails this test: {string.Join(", ", QualityScreen.Tests)}", HelpName = "TEST" };
    private static readonly Option<bool> Overridden = new("--with-overridden") { Description = "Lists also what is overridden, with who said why" };
    private static readonly Option<string> OverriddenTest = new("--test") { Description = string.Join(", ", QualityScreen.Tests), HelpName = "TEST", Required = true };
    private static readonly Option<string> OverriddenCity = CommonOptions.City();
    private static readonly Option<string?> Other = new("--other") { Description = "The second of two workers; the list shows it", HelpName = "ID" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why it is right nevertheless; at most 500 characters", HelpName = "TEXT", Required = true };
    private static readonly Argument<string> Id = new("ID") { Description = "Of what fails; the list shows it" };

    public static Command Create()
    {
        var overriding = new Command("override", "Says of what fails a test that it is right nevertheless, and why") { Id, OverriddenCity, OverriddenTest, Other, Reason };
        var command = new Command("quality", "Shows by unit how many rows of a register are complete and which tests fail, or what fails one test") { City, Test, Unit, Overridden, overriding };
        CommandRun.SetAction(command, ShowAsync);
        CommandRun.SetAction(overriding, OverrideAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        QualityTest? test = run.Get(Test) is { } word ? TestOf(word) : null;
        var city = await run.FindCityAsync(run.Get(City));
        var unit = run.Get(Unit) is { } name ? await UnitChoice.FindAsync(run, city, name) : null;
        if (test is null)
        {
            QualityScreen.Show(run.Screen, city, await run.System.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id }, cancellationToken: run.Cancellation), unit);
            return ExitCode.Done;
        }
        var filter = new ListFailuresRequest { CityId = city.Id, Test = test.Value, UnitId = unit?.Id ?? "", WithOverridden = run.Get(Overridden) };
        QualityScreen.Show(run.Screen, city, test.Value, await run.Listings.Failures(filter).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }

    private static async Task<int> OverrideAsync(CommandRun run)
    {
        var test = TestOf(run.Get(OverriddenTest));
        var city = await run.FindCityAsync(run.Get(OverriddenCity));
        var stated = await run.System.Quality.OverrideFailureAsync(
            new OverrideFailureRequest { CityId = city.Id, Test = test, SubjectId = run.Get(Id), OtherId = run.Get(Other) ?? "", Reason = run.Get(Reason) },
            cancellationToken: run.Cancellation);
        run.Screen.Line($"Overridden by {Words.Safe(stated.By.Name)}: {Words.Safe(stated.Reason)}");
        return ExitCode.Done;
    }

    private static QualityTest TestOf(string word) => Array.IndexOf(QualityScreen.Tests, word) is var at and >= 0
        ? (QualityTest)(at + 1)
        : throw new BadInputException($"--test '{word}' is none of {string.Join(", ", QualityScreen.Tests)}{Nearest.Hint(word, QualityScreen.Tests)}");
}
