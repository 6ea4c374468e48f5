using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Workforce.Registry.Tests.Dirty;

/// <summary>A register as cities send them, made from a seed, which knows what is right for each of its rows.</summary>
internal sealed class DirtyRegister
{
    private const int GoodAndDirty = 240;

    private static readonly string[] Columns =
        ["NIK", "Nama", "Tanggal Lahir", "Jenis Kelamin", "Nomor SK", "Tanggal Mulai", "Tanggal Akhir", "Jabatan", "Unit Kerja", "Gaji", "Telepon", "Pemberi Kerja", "Email", "Catatan"];

    private static readonly string[] FirstNames = ["Maria", "Yohanes", "Siti", "Budi", "Agustina", "Ferdinand", "Dewi", "Petrus"];
    private static readonly string[] LastNames = ["Bano", "Lay", "Rahayu", "Santoso", "Nenobais", "Tanono", "Wibowo", "Kase"];

    private static readonly string[] Titles = ["DAFTAR TENAGA KONTRAK", "", "Keadaan Desember 2020"];

    private static int _regions;

    private readonly Random _random;
    private readonly string _region;
    private readonly List<DirtyRow> _rows = [];
    private readonly string[] _columns;
    private int _people;

    private DirtyRegister(int seed, bool asWorkbook)
    {
        _random = new Random(seed);
        // Of its own, for a NIK is one person in the whole country.
        _region = string.Create(CultureInfo.InvariantCulture, $"62{Interlocked.Increment(ref _regions):0000}");
        _columns = [.. Columns];
        _random.Shuffle(_columns);
        for (var row = 0; row < GoodAndDirty; row++)
            Add(Dirt.Kinds[row % Dirt.Kinds.Count](_random, Good()));
        AddEmptyLines();
        AddTotals();
        Shuffle();
        AddRepeated();
        AddOverlapping();
        // Which only CSV has.
        if (!asWorkbook)
            AddOpenQuotes();
        File = asWorkbook ? WrittenAsWorkbook() : Written();
    }

    /// <summary>As it is sent.</summary>
    public byte[] File { get; }

    /// <summary>Row number of the header, from 1.</summary>
    public int HeaderRow { get; private set; }

    /// <summary>Rows by their numbers.</summary>
    public IEnumerable<(int Row, DirtyRow Dirty)> Rows => _rows.Select((row, index) => (HeaderRow + 1 + index, row));

    /// <summary>Rows above the header, which get a warning each.</summary>
    public IReadOnlyList<int> TitleRows { get; private set; } = [];

    public static DirtyRegister Of(int seed) => new(seed, asWorkbook: false);

    /// <summary>Rows of the same kinds in a workbook.</summary>
    public static DirtyRegister OfWorkbook(int seed) => new(seed, asWorkbook: true);

    private DirtyRow Good()
    {
        var number = ++_people;
        var female = _random.Next(2) == 0;
        var born = new DateOnly(1965, 1, 1).AddDays(_random.Next(35 * 365));
        var first = new DateOnly(2020, 1, 1).AddDays(_random.Next(180));
        var last = first.AddDays(_random.Next(365));
        var name = $"{FirstNames[_random.Next(FirstNames.Length)]} {LastNames[_random.Next(LastNames.Length)]}";
        var nik = string.Create(CultureInfo.InvariantCulture, $"{_region}{born.Day + (female ? 40 : 0):00}{born.Month:00}{born.Year % 100:00}{number:0000}");
        var damkar = _random.Next(2) == 0;
        var right = new RightValues(nik, name, born, female, first, last, damkar ? "damkar" : "rsud", null, $"BKPPD. 814/{number}/B/2019", "Petugas Regu", 1_250_000, $"0810{number:00000000}");
        return new DirtyRow("nothing", new Dictionary<string, string>
        {
            ["NIK"] = nik,
            ["Nama"] = name,
            ["Tanggal Lahir"] = Iso(born),
            ["Jenis Kelamin"] = female ? "P" : "L",
            ["Nomor SK"] = right.DecreeNumber,
            ["Tanggal Mulai"] = Iso(first),
            ["Tanggal Akhir"] = Iso(last),
            ["Jabatan"] = right.Position,
            ["Unit Kerja"] = damkar ? "Dinas Pemadam Kebakaran" : "RSUD S. K. Lerik",
            ["Gaji"] = "1250000",
            ["Telepon"] = right.Phone!,
        }.ToImmutableDictionary(), right);
    }

    private void Add(DirtyRow row) => _rows.Add(row);

    private void AddEmptyLines()
    {
        foreach (var line in (string[])["", "   ", "{0}{0}{0}", "{0} {0}\u00a0{0}"])
            Add(Good() with { Dirt = "an empty line", Line = line, IsEmpty = true });
    }

    private void AddTotals()
    {
        var totals = Good() with { Dirt = "totals", Cells = ImmutableDictionary<string, string>.Empty.Add("Nama", "Jumlah").Add("Gaji", "300.000.000") };
        Add(totals.RejectedIn("NIK", "Tanggal Lahir", "Jenis Kelamin", "Nomor SK", "Tanggal Mulai", "Tanggal Akhir", "Jabatan", "Unit Kerja"));
    }

    private void Shuffle()
    {
        var rows = _rows.ToArray();
        _random.Shuffle(rows);
        _rows.Clear();
        _rows.AddRange(rows);
    }

    // The second of two rows is at fault, whichever way the first is written.
    private void AddRepeated()
    {
        foreach (var row in Imported().Take(5).ToList())
            InsertAfter(row, (Good() with { Dirt = $"the NIK and period of the row of {row.Dirt}", Cells = PlainCells(row) }).RejectedIn("NIK"));
    }

    private void AddOverlapping()
    {
        foreach (var row in Imported().Where(row => row.Right.Vendor is null).Skip(8).Take(5).ToList())
        {
            var cells = PlainCells(row).SetItem("Tanggal Mulai", Iso(row.Right.LastDay)).SetItem("Tanggal Akhir", Iso(row.Right.LastDay.AddDays(30)));
            // A vendor may share a worker's days.
            InsertAfter(row, _random.Next(3) == 0
                ? Good() with
                {
                    Dirt = "a vendor's contract on a day of the city's",
                    Cells = cells.SetItem("Pemberi Kerja", "PT Bersih Jaya"),
                    Right = row.Right with { FirstDay = row.Right.LastDay, LastDay = row.Right.LastDay.AddDays(30), Vendor = "PT Bersih Jaya", Name = row.Right.Name },
                }
                : (Good() with { Dirt = $"a day of the row of {row.Dirt}", Cells = cells }).RejectedIn("Tanggal Mulai"));
        }
    }

    private void AddOpenQuotes()
    {
        for (var count = 0; count < 3; count++)
        {
            var row = Good();
            var line = string.Join("{0}", _columns.Select(column => column == "Catatan" ? "\"catatan" : row.Cells.GetValueOrDefault(column, "")));
            _rows.Insert(_random.Next(_rows.Count), (row with { Dirt = "a quote that is never closed", Line = line }).RejectedIn(""));
        }
    }

    private IEnumerable<DirtyRow> Imported() => _rows.Where(row => row.Rejected.Count == 0 && !row.IsEmpty && row.Line is null && row.Warned.Count == 0);

    private static ImmutableDictionary<string, string> PlainCells(DirtyRow row) => row.Cells
        .SetItem("NIK", row.Right.Nik).SetItem("Nama", row.Right.Name).SetItem("Tanggal Lahir", Iso(row.Right.BirthDate))
        .SetItem("Jenis Kelamin", row.Right.IsFemale ? "P" : "L").SetItem("Tanggal Mulai", Iso(row.Right.FirstDay)).SetItem("Tanggal Akhir", Iso(row.Right.LastDay))
        .SetItem("Jabatan", row.Right.Position).SetItem("Telepon", row.Right.Phone ?? "").SetItem("Gaji", row.Right.MonthlyWage is { } wage ? $"{wage}" : "")
        .Remove("Catatan");

    private void InsertAfter(DirtyRow row, DirtyRow next)
    {
        var at = _rows.IndexOf(row) + 1;
        _rows.Insert(_random.Next(at, _rows.Count + 1), next);
    }

    private byte[] Written()
    {
        var separator = ";,\t|"[_random.Next(4)];
        var lineEnd = _random.Next(2) == 0 ? "\n" : "\r\n";
        var text = new StringBuilder();
        var hasHint = _random.Next(4) == 0;
        if (hasHint)
            text.Append(CultureInfo.InvariantCulture, $"sep={separator}{lineEnd}");
        if (!hasHint && _random.Next(2) == 0)
        {
            text.AppendJoin(lineEnd, Titles).Append(lineEnd);
            TitleRows = [1, 3];
        }
        // The hint is a spreadsheet's own line, and no row of it.
        HeaderRow = TitleRows.Count == 0 ? 1 : Titles.Length + 1;
        text.AppendJoin(separator, _columns.Select(HeaderCell)).Append(lineEnd);
        text.AppendJoin(lineEnd, _rows.Select(row => LineOf(row, separator)));
        if (_random.Next(2) == 0)
            text.Append(lineEnd);
        return Encoded(text.ToString());
    }

    private byte[] WrittenAsWorkbook()
    {
        var workbook = new DirtyWorkbook(_random);
        if (_random.Next(2) == 0)
        {
            TitleRows = [1, 3];
            foreach (var row in TitleRows)
                workbook.AddTexts(row, [Titles[row - 1]]);
        }
        HeaderRow = TitleRows.Count == 0 ? 1 : Titles.Length + 1;
        workbook.AddTexts(HeaderRow, _columns.Select(HeaderCell));
        foreach (var (number, row) in Rows)
        {
            if (row.Line is { } line)
                workbook.AddTexts(number, line.Split("{0}"));
            else
                workbook.Add(number, _columns.Select(column => (column, row.Cells.GetValueOrDefault(column, ""))));
        }
        return workbook.ToBytes();
    }

    private byte[] Encoded(string text) => _random.Next(3) switch
    {
        0 => Encoding.UTF8.GetBytes(text),
        1 => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)],
        _ => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)],
    };

    private string HeaderCell(string column) => _random.Next(4) switch
    {
        0 => column.ToUpperInvariant(),
        1 => $" {column.ToLowerInvariant()} ",
        2 => column.Replace(" ", "  ", StringComparison.Ordinal),
        _ => column,
    };

    private string LineOf(DirtyRow row, char separator) => row.Line is { } line
        ? string.Format(CultureInfo.InvariantCulture, line, separator)
        : string.Join(separator, _columns.Select(column => Quoted(row.Cells.GetValueOrDefault(column, ""), separator)));

    private string Quoted(string cell, char separator) =>
        cell.Contains(separator) || cell.AsSpan().ContainsAny("\"\r\n") || _random.Next(20) == 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
