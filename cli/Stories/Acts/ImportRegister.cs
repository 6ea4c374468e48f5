using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Stories.Acts;

/// <summary><c>import: register.csv</c>: the personnel office imports a register.</summary>
public sealed record ImportRegister(string Path) : IStoryAct
{
    public const string Field = "import";

    public string Title => $"The personnel office imports {System.IO.Path.GetFileName(Path)}";

    public static ImportRegister Read(YamlSection step, StoryFolder folder) => new(folder.File(step, Field));

    public async Task PlayAsync(Stage stage)
    {
        await using var register = await RegisterSource.OpenAsync(Path, stage.Cancellation);
        var (reply, time) = await RegisterImport.SendAsync(stage.System, stage.Screen, stage.City, register, stage.Cancellation);
        ImportScreen.Show(stage.Screen, stage.City, reply, time);
        if (reply.End is ImportEnd.BrokenOff)
            throw new BadInputException($"{Path} was not read to its end; make it whole and play the story again");
        await Arrival.WaitAsync(stage.System, stage.Screen, stage.City.Id, stage.Cancellation);
    }
}
