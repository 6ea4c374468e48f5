using System.CommandLine;
using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Generator;

var folder = new Argument<string>("city-folder") { Description = "The city's folder, for example examples/kupang" };
var rows = new Option<int?>("--rows") { Description = "How many workers, spread over the units by what kind they are" };
var seed = new Option<int?>("--seed") { Description = "The same seed makes the same file, byte for byte" };
var region = new Option<string?>("--region") { Description = "First four digits of every NIK" };
var year = new Option<int?>("--year") { Description = "The calendar year of all contracts" };
var output = new Option<string?>("--output") { Description = "The file to write; without it, register.csv in the city's folder, and the files of its story" };
var command = new RootCommand("Invents the register of a city's contract workers, and what is entered in its story. All persons in it are invented. Without options it is what examples/ has.") { folder, rows, seed, region, year, output };

command.SetAction(parsed =>
{
    var city = CityFolder.Read(parsed.GetRequiredValue(folder));
    var example = ExampleCity.Of(city);
    var recipe = example.Recipe with
    {
        Seed = parsed.GetValue(seed) ?? example.Recipe.Seed,
        RegionCode = parsed.GetValue(region) ?? example.Recipe.RegionCode,
        Year = parsed.GetValue(year) ?? example.Recipe.Year,
    };
    if (parsed.GetValue(rows) is { } workers)
        recipe = recipe with { Rows = workers, Headcounts = null };
    var path = parsed.GetValue(output) ?? Path.Combine(city.Directory, "register.csv");
    using (var file = File.Create(path))
        RegisterFile.Write(file, recipe);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {recipe.Rows:N0} invented workers in {recipe.Units.Count} units"));
    // Of another register the story's numbers would not be true.
    if (parsed.GetValue(output) is not null || recipe != example.Recipe)
        return;
    foreach (var sheet in example.Story())
    {
        var target = Path.Combine(city.Directory, "story", sheet.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, sheet.Text);
        Console.WriteLine(target);
    }
});

try
{
    return command.Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BadInputException fault)
{
    Console.Error.WriteLine(fault.Message);
    return 2;
}
