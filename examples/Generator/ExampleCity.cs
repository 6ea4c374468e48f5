using Workforce.Cli.Cities;
using Workforce.Generator.Stories;

namespace Workforce.Generator;

/// <summary>What is generated for a city of the examples: its register, and the files of its story.</summary>
/// <param name="Recipe">Of its register.</param>
public sealed record ExampleCity(RegisterRecipe Recipe, Func<IEnumerable<StorySheet>> Story)
{
    private const int Year = 2020;
    private const int KupangRows = 2_180;
    private const int BlitarSeed = 20210212;

    private static readonly Dictionary<string, int> BlitarHeadcounts = new()
    {
        ["dlh"] = 290,
        ["satpol-pp"] = 236,
        ["rsud-mardi-waluyo"] = 62,
        ["bagian-umum"] = 64,
        ["dishub"] = 34,
        ["sekretariat-dprd"] = 30,
        ["diskominfo"] = 14,
        ["disperpusip"] = 12,
    };

    /// <summary>Of any other city a register as Kupang's, and no story.</summary>
    public static ExampleCity Of(CityFolder folder) => folder.City.Code == "blitar" ? Blitar(folder) : Kupang(folder);

    private static ExampleCity Kupang(CityFolder folder)
    {
        var recipe = new RegisterRecipe(folder.City.WorkUnits, KupangRows, RegisterRecipe.KupangSeed, "5371", Year, folder.Exemptions.Signatory.Title);
        return new ExampleCity(recipe, () => folder.City.Code == "kupang" ? new KupangStory(recipe, folder).Sheets() : []);
    }

    private static ExampleCity Blitar(CityFolder folder)
    {
        var recipe = new RegisterRecipe(folder.City.WorkUnits, BlitarHeadcounts.Values.Sum(), BlitarSeed, "3572", Year, "Direktur")
        {
            Locality = Locality.Blitar,
            Headcounts = BlitarHeadcounts,
            Vendor = folder.City.Vendors[0].Name,
        };
        return new ExampleCity(recipe, () => new BlitarStory(recipe, folder.City.WorkUnits.Single(unit => unit.Code == "dlh").Name).Sheets());
    }
}
