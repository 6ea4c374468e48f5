using System.Globalization;
using Bogus;
using Bogus.DataSets;
using Workforce.Registry.V1;

namespace Workforce.Generator;

/// <summary>Invents the rows of a register, unit by unit. All persons in it are invented.</summary>
public sealed class InventedWorkers(RegisterRecipe recipe)
{
    private const int YoungestHired = 20;
    private const int Oldest = 57; // the age limit is 58

    // An instance of its own: Bogus' global seed would make the file depend on what ran before.
    private readonly Faker _faker = new("id_ID") { Random = new Randomizer(recipe.Seed) };
    private readonly InventedNiks _niks = new(recipe.RegionCode);

    public IEnumerable<RegisterRow> Rows()
    {
        var number = 0;
        var unitNumber = 0;
        foreach (var (unit, workers) in Headcount.Of(recipe))
        {
            unitNumber++;
            for (var i = 0; i < workers; i++)
                yield return Row(unit, unitNumber, ++number);
        }
    }

    private RegisterRow Row(WorkUnit unit, int unitNumber, int number)
    {
        var post = _faker.Random.ListItem([.. Posts.Of(unit.Kind, recipe.IsOutsourced)]);
        var schooling = post.Schooling;
        var gender = post.Only ?? (_faker.Random.Bool(0.55f) ? Name.Gender.Male : Name.Gender.Female);
        var first = _faker.Name.FirstName(gender);
        var last = _faker.Name.LastName(gender);
        var age = _faker.Random.Int(Math.Max(YoungestHired, schooling.Age + 1), Oldest);
        var born = recipe.FirstDay.AddYears(-age).AddDays(-_faker.Random.Int(1, 360));
        var graduated = new DateOnly(born.Year + schooling.Age, 6, _faker.Random.Int(1, 28));
        return new RegisterRow
        {
            Nik = _niks.Next(_faker.Random.Int(0, 5), born, gender),
            Name = $"{first} {last}",
            HonoraryNumber = age > 36 && _faker.Random.Bool(0.1f) ? Invariant($"22{recipe.RegionCode}{number:00000000}") : "",
            Birthplace = _faker.Random.ArrayElement([.. recipe.Locality.Birthplaces]),
            Born = Iso(born),
            Sex = gender == Name.Gender.Male ? "L" : "P",
            Schooling = schooling.Name,
            DiplomaNumber = Invariant($"{recipe.RegionCode}/{_faker.Random.Int(1, 99999):00000}/{graduated.Year}"),
            Graduated = Iso(graduated),
            School = _faker.Random.ListItem([.. recipe.Locality.Schools[schooling.Name]]),
            DecreeNumber = recipe.IsOutsourced
                ? Invariant($"027/{1000 + unitNumber}/SPK/XII/{recipe.Year - 1}")
                : Invariant($"BKPPD. 814/{1000 + unitNumber}.a/B/XII/{recipe.Year - 1}"),
            DecreeDate = Iso(recipe.FirstDay.AddDays(-2)),
            FirstDay = Iso(recipe.FirstDay),
            LastDay = Iso(recipe.LastDay),
            DecreeSchooling = schooling.Name,
            Post = post.Title,
            Unit = unit.Name,
            SignatoryTitle = recipe.SignatoryTitle,
            Email = Invariant($"{first}.{last}{number}@pegawai.example").ToLowerInvariant(),
            Phone = Invariant($"0810{_faker.Random.Int(0, 99_999_999):00000000}"),
            Field = post.Field,
            Wage = Invariant($"{_faker.Random.Int(schooling.Wage.Least / 50_000, schooling.Wage.Most / 50_000) * 50_000}"),
            BudgetCode = Invariant($"4.01.{unitNumber:00}.5.2.1.02.02"),
            Employer = recipe.Vendor,
        };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
