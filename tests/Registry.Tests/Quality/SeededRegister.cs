using System.Globalization;

namespace Workforce.Registry.Tests.Quality;

/// <summary>
/// A register of invented people of whom it is known who is one person under two NIKs, and who is not: with a seed the same in every run. Names are
/// drawn from pools, so that people of one name and of one birth date occur by chance as well.
/// </summary>
internal sealed class SeededRegister
{
    public const string Header = "NIK;Nama;Tempat Lahir;Tanggal Lahir;Jenis Kelamin;Nomor SK;Tanggal Mulai;Tanggal Akhir;Jabatan;Unit Kerja";

    private const int PeopleOnce = 5_000;
    private const int NamesakesOnce = 200;
    private const int SiblingsOnce = 20;
    private const int TwinsOfAKindOnce = 6;

    private static readonly string[] First =
    [
        "Muhammad", "Ahmad", "Abdul", "Yohanes", "Maria", "Marta", "Siti", "Sri", "Dewi", "Budi", "Agus", "Sukarno", "Cahyo", "Yusuf", "Fransiskus",
        "Petrus", "Paulus", "Yakobus", "Elisabet", "Kristina", "Ketut", "Wayan", "Nur", "Rahma", "Rahmi", "Hasan", "Husen", "Indra", "Joko", "Slamet",
        "Eko", "Dwi", "Tri", "Rini", "Rina", "Yanti", "Yuni", "Desi", "Fitri", "Melki", "Oktovianus", "Simon", "Daniel", "Samuel", "Antonius",
        "Bernadus", "Gregorius", "Theresia", "Veronika", "Yuliana",
    ];

    private static readonly string[] Middle =
        ["", "", "", "Magdalena", "Rizki", "Putra", "Ayu", "Wahyuni", "Adrianus", "Lestari", "Imanuel", "Nugroho", "Kartika", "Hidayat", "Natalia", "Setiawan"];

    private static readonly string[] Last =
    [
        "Bano", "Taek", "Nitbani", "Manafe", "Radja", "Lay", "Ndun", "Tallo", "Benu", "Fanggidae", "Selan", "Nenobais", "Tefa", "Lakapu", "Bani",
        "Pratama", "Wijaya", "Susanto", "Hartono", "Gunawan", "Kurniawan", "Saputra", "Rahman", "Suryadi", "Permana", "Utomo", "Santoso", "Wibowo",
        "Tanaem", "Kase", "Neno", "Missa", "Oematan", "Sanam", "Boimau", "Liu", "Banunaek", "Nope", "Amtiran", "Leo", "Djami", "Haning", "Mesakh",
        "Adoe", "Foeh", "Ledoh", "Pelokila", "Riwu", "Kana", "Dethan",
    ];

    private static readonly string[] Places = ["Kupang", "Kupang", "Kupang", "Soe", "Kefamenanu", "Atambua", "Seba", "Kalabahi", "Ende", "Maumere"];

    /// <summary>How the second entry of a person differs, as often each. The last two are beyond what can be told from chance.</summary>
    private static readonly Func<SeededRegister, Person, Person>[] Twins =
    [
        (_, one) => one with { Nik = Typo(one.Nik, 13) },
        (_, one) => one with { Nik = Transposed(one.Nik), Name = one.Name.ToUpperInvariant() },
        (register, one) => one with { Nik = register.NikOf(one.Born, one.IsFemale), Name = $"Moh. {Rest(one.Name)}" },
        (_, one) => one with { Nik = Typo(one.Nik, 15), Name = $"M. {Rest(one.Name)}" },
        (_, one) => one with { Nik = Typo(one.Nik, 2), Name = OldSpelling(one.Name) },
        (register, one) => one with { Nik = register.NikOf(one.Born, one.IsFemale), Name = LetterLess(one.Name) },
        (_, one) => one with { Nik = Typo(one.Nik, 14), Born = new DateOnly(one.Born.Year, one.Born.Day, one.Born.Month) },
        (_, one) => one with { Nik = Typo(one.Nik, 11), Born = one.Born.AddYears(1) },
        (register, one) => one with { Nik = register.NikOf(one.Born, one.IsFemale), Name = $"{one.Name.Split(' ')[0]} {one.Name.Split(' ')[^1]}" },
        (register, one) => one with { Nik = register.NikOf(one.Born.AddDays(1), one.IsFemale), Born = one.Born.AddDays(1), Name = LetterLess(one.Name) },
    ];

    private readonly Random _random;
    private readonly string _region;
    private readonly HashSet<string> _niks = [];
    private readonly List<Person> _people = [];

    /// <param name="region">The first four digits of all NIKs, which no other register has.</param>
    /// <param name="times">How large it is: once is 5,360 people.</param>
    public SeededRegister(int seed, string region, int times = 1)
    {
        (_random, _region) = (new Random(seed), region);
        for (var n = 0; n < PeopleOnce * times; n++)
            _people.Add(NewPerson(NewName()));
        for (var n = 0; n < NamesakesOnce * times; n++)
            AddNamesake(_people[n * 20], isOfOnePlace: n % 4 == 0);
        for (var n = 0; n < SiblingsOnce * times; n++)
            AddSiblings(n % SiblingsOnce);
        for (var kind = 0; kind < Twins.Length; kind++)
        {
            for (var n = 0; n < TwinsOfAKindOnce * times; n++)
                AddTwin(kind, n % TwinsOfAKindOnce);
        }
    }

    /// <summary>The NIKs of each person who is entered twice.</summary>
    public List<(string One, string Other)> Known { get; } = [];

    /// <summary>The NIKs of each two who have one name and different birth dates, and are two persons.</summary>
    public List<(string One, string Other)> Strangers { get; } = [];

    public IEnumerable<string> Lines() => _people.Select((person, n) => string.Create(
        CultureInfo.InvariantCulture,
        $"{person.Nik};{person.Name};{person.Place};{person.Born:yyyy-MM-dd};{(person.IsFemale ? "P" : "L")};SK/{n};2020-01-01;2020-12-31;Petugas;Damkar"));

    private void AddNamesake(Person one, bool isOfOnePlace)
    {
        var other = NewPerson(one.Name);
        _people.Add(isOfOnePlace ? other with { Place = one.Place } : other);
        Strangers.Add((one.Nik, other.Nik));
    }

    private void AddTwin(int kind, int n)
    {
        var name = kind switch
        {
            2 or 3 => $"Muhammad {NewName()}",
            4 => $"{(n % 2 == 0 ? "Sukarno" : "Cahyo")} {NewName()}",
            8 => $"{First[n]} {Middle[3 + n]} {Last[n * 3]}",
            _ => NewName(),
        };
        var one = NewPerson(name);
        // Such that day and month can be swapped, and are different.
        one = kind == 6 ? WithBirth(one, new DateOnly(one.Born.Year, 1 + n, 7 + n)) : one;
        var other = Twins[kind](this, one);
        _niks.Add(other.Nik);
        _people.AddRange([one, other]);
        Known.Add((one.Nik, other.Nik));
    }

    // Born on one day, of one family, with names that differ in a letter or two: two persons.
    private void AddSiblings(int n)
    {
        var (name, sibling) = n % 2 == 0 ? ("Rahma", "Rahmi") : ("Hasan", "Husen");
        var family = $"{Middle[3 + n % 12]} {Last[n]}";
        var one = NewPerson($"{name} {family}");
        _people.AddRange([one, NewPerson($"{sibling} {family}") with { Born = one.Born, Nik = NikOf(one.Born, one.IsFemale), IsFemale = one.IsFemale, Place = one.Place }]);
    }

    private Person NewPerson(string name)
    {
        var born = new DateOnly(1962, 1, 1).AddDays(_random.Next(365 * 40));
        var isFemale = _random.Next(2) == 0;
        return new Person(NikOf(born, isFemale), name, Places[_random.Next(Places.Length)], born, isFemale);
    }

    private Person WithBirth(Person person, DateOnly born) => person with { Born = born, Nik = NikOf(born, person.IsFemale) };

    private string NewName() =>
        string.Join(' ', new[] { First[_random.Next(First.Length)], Middle[_random.Next(Middle.Length)], Last[_random.Next(Last.Length)] }.Where(word => word.Length > 0));

    private string NikOf(DateOnly born, bool isFemale)
    {
        while (true)
        {
            var nik = string.Create(
                CultureInfo.InvariantCulture, $"{_region}{1 + _random.Next(6):00}{born.Day + (isFemale ? 40 : 0):00}{born.Month:00}{born.Year % 100:00}{1 + _random.Next(9_990):0000}");
            if (_niks.Add(nik))
                return nik;
        }
    }

    private static string Typo(string nik, int at) => $"{nik[..at]}{(nik[at] - '0' + 1) % 10}{nik[(at + 1)..]}";

    private static string Transposed(string nik) => nik[13] == nik[14] ? Typo(nik, 14) : $"{nik[..13]}{nik[14]}{nik[13]}{nik[15]}";

    private static string Rest(string name) => name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private static string OldSpelling(string name) => name.Replace("u", "oe", StringComparison.Ordinal).Replace("C", "Tj", StringComparison.Ordinal);

    // Without the third letter of the last word.
    private static string LetterLess(string name) => name.LastIndexOf(' ') is var blank && name.Length > blank + 4 ? name.Remove(blank + 3, 1) : name + "h";

    private sealed record Person(string Nik, string Name, string Place, DateOnly Born, bool IsFemale);
}
