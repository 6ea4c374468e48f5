using System.CommandLine;
using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Generator;

var folder = new Argument<string>("city-folder") { Description = "The city's folder, for example examples/kupang" };
var rows = new Option<int>("--rows") { Description = "How many workers", DefaultValueFactory = _ => 2_180 };
var seed = new Option<int>("--seed") { Description = "The same seed makes the same file, byte for byte", DefaultValueFactory = _ => RegisterRecipe.KupangSeed };
var region = new Option<string>("--region") { Description = "First four digits of every NIK", DefaultValueFactory = _ => "5371" };
var year = new Option<int>("--year") { Description = "The calendar year of all contracts", DefaultValueFactory = _ => 2020 };
var output = new Option<string?>("--output") { Description = "The file to write; without it, register.csv in the city's folder" };
var command = new RootCommand("Invents the register of a city's contract workers. All persons in it are invented.") { folder, rows, seed, region, year, output };

command.SetAction(parsed =>
{
    var city = CityFolder.Read(parsed.GetRequiredValue(folder));
    var recipe = new RegisterRecipe(
        city.City.WorkUnits,
        parsed.GetValue(rows),
        parsed.GetValue(seed),
        parsed.GetRequiredValue(region),
        parsed.GetValue(year),
        city.Exemptions.Signatory.Title);
    var path = parsed.GetValue(output) ?? Path.Combine(city.Directory, "register.csv");
    using (var file = File.Create(path))
        RegisterFile.Write(file, recipe);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {recipe.Rows:N0} invented workers in {recipe.Units.Count} units"));
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
