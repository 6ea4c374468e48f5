using System.Globalization;

namespace Workforce.Registry.Tests.Dirty;

/// <summary>
/// Every kind of dirt that the domain's table of real spreadsheets has, with what is right for the row. Written from that table, not from
/// the code that reads.
/// </summary>
internal static class Dirt
{
    private static readonly string[] Months =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    private static readonly string[] DayColumns = ["Tanggal Lahir", "Tanggal Mulai", "Tanggal Akhir"];
    private static readonly string[] RequiredTexts = ["NIK", "Nama", "Tanggal Lahir", "Jenis Kelamin", "Nomor SK", "Tanggal Mulai", "Tanggal Akhir", "Jabatan", "Unit Kerja"];
    private static readonly string[] OptionalTexts = ["Telepon", "Gaji", "Pemberi Kerja", "Email"];
    private static readonly string[] Lost = ["#REF!", "#N/A", "#VALUE!", "########", "#DIV/0!", "#NAME?"];

    /// <summary>Makes a good row dirty in one way.</summary>
    public static readonly IReadOnlyList<Func<Random, DirtyRow, DirtyRow>> Kinds =
    [
        (_, row) => row,
        Blanks,
        LetterCase,
        DayForm,
        (random, row) => Of(row, "a day that does not exist", random.Choose(DayColumns), random.Choose("31/02/2020", "2020-02-30", "31 April 2020", "2019-02-29", "00/01/2020", "12/13/2020")),
        (_, row) => Of(row, "it ends before it begins", "Tanggal Akhir", Iso(row.Right.FirstDay.AddDays(-1))),
        (_, row) => Of(row, "born in the future", "Tanggal Lahir", "2035-05-05"),
        SexForm,
        (random, row) => Of(row, "no sex", "Jenis Kelamin", random.Choose("X", "F", "M", "L/P", "1", "Pria/Wanita")),
        WageForm,
        (random, row) => Of(row, "no wage", "Gaji", random.Choose("-1250000", "Rp -1.250.000", "sejuta", "1.25.000", "1,250,000", "1.250.000,50")),
        Title,
        (random, row) => Of(row, "a NIK that is none", "NIK", Spoiled(random, row.Right.Nik)),
        BirthOtherThanNiks,
        (random, row) => row.With("Unit Kerja", random.Choose("Damkar", "PEMADAM", " damkar", "Dinas  Pemadam\u00a0Kebakaran")) with { Dirt = "a unit by an alias or with blanks", Right = row.Right with { UnitCode = "damkar" } },
        (random, row) => Of(row, "no unit of the city", "Unit Kerja", random.Choose("Dinas Pemadam Kebakran", "RSUD Baru", "Puskesmas Oesapa", "???")),
        Formula,
        Nothing,
        (random, row) => Of(row, "an error of the spreadsheet", random.Choose([.. RequiredTexts, .. OptionalTexts]), random.Choose(Lost)),
        (random, row) => Of(row, "nothing in a required cell", random.Choose(RequiredTexts), random.Choose("", "   ", "-", "–", "...", "\u200b")),
        NikAsText,
        NoWidth,
        Roman,
        (random, row) => row.With("Catatan", new string('x', random.Choose(1_000, 32_767))) with { Dirt = "a long cell of an unknown column" },
        (_, row) => Of(row, "a long cell", "Telepon", new string('1', 250)),
        (random, row) => row.With("Catatan", string.Join('\n', Enumerable.Repeat("baris; \"satu\"", random.Next(2, 80)))) with { Dirt = "a cell of many lines in an unknown column" },
        (_, row) => row.With("Jabatan", "Petugas\nRegu \"A\"") with { Dirt = "a cell of two lines", Right = row.Right with { Position = "Petugas Regu \"A\"" } },
        (random, row) => row.With("Pemberi Kerja", random.Choose("PT Bersih Jaya", "pt  bersih jaya ", "PT\u00a0BERSIH JAYA")) with { Dirt = "a vendor", Right = row.Right with { Vendor = "PT Bersih Jaya" } },
        (random, row) => Of(row, "no vendor of the city", "Pemberi Kerja", random.Choose("PT Bersih Jya", "CV Lain", "Kota Lain")),
        (_, row) => Of(row, "bytes that were no text", "Nama", "Mari\ufffd Bano"),
    ];

    private static DirtyRow Of(DirtyRow row, string dirt, string column, string cell) => row.With(column, cell).RejectedIn(column) with { Dirt = $"{dirt}: {cell}" };

    private static DirtyRow Formula(Random random, DirtyRow row)
    {
        var text = random.Choose("=1+1", "+62 regu", "-1 regu", "@SUM(A1)");
        return row.With("Jabatan", text) with { Dirt = "text that a spreadsheet would run", Right = row.Right with { Position = text } };
    }

    private static DirtyRow Nothing(Random random, DirtyRow row)
    {
        var (column, cell) = (random.Choose(OptionalTexts), random.Choose("-", "–", "n/a", "nihil", "Rp -", " - ", "N/A"));
        return row.With(column, cell) with
        {
            Dirt = $"nothing in {column}: {cell}",
            Right = column switch
            {
                "Telepon" => row.Right with { Phone = null },
                "Gaji" => row.Right with { MonthlyWage = null },
                _ => row.Right,
            },
        };
    }

    private static DirtyRow NikAsText(Random random, DirtyRow row)
    {
        var form = random.Choose("'{0}", "\u2019{0}", "=\"{0}\"", " {0} ", "{0}\u200b", "\ufeff{0}", "\u00a0{0}");
        return row.With("NIK", string.Format(CultureInfo.InvariantCulture, form, row.Right.Nik)) with { Dirt = "a NIK kept as text" };
    }

    private static DirtyRow Blanks(Random random, DirtyRow row)
    {
        foreach (var column in (string[])["NIK", "Nama", "Jabatan", "Unit Kerja", "Nomor SK", "Telepon", "Tanggal Lahir"])
        {
            var blank = random.Choose(" ", "  ", "\t", "\u00a0", " \u00a0 ");
            row = row.With(column, $"{blank}{row.Cells[column].Replace(" ", random.Choose(" ", "  ", "\u00a0"), StringComparison.Ordinal)}{blank}");
        }
        return row with { Dirt = "blanks" };
    }

    private static DirtyRow LetterCase(Random random, DirtyRow row)
    {
        Func<string, string> cased = random.Next(2) == 0 ? text => text.ToUpperInvariant() : text => text.ToLowerInvariant();
        row = row.With("Nama", cased(row.Right.Name));
        return row.With("Unit Kerja", cased(row.Cells["Unit Kerja"])) with { Dirt = "letter case" };
    }

    private static DirtyRow DayForm(Random random, DirtyRow row)
    {
        row = row.With("Tanggal Lahir", Written(random, row.Right.BirthDate));
        row = row.With("Tanggal Mulai", Written(random, row.Right.FirstDay));
        return row.With("Tanggal Akhir", Written(random, row.Right.LastDay)) with { Dirt = "forms of a day" };
    }

    // A spreadsheet's serial number counts from 30 December 1899.
    private static string Written(Random random, DateOnly day) => random.Next(9) switch
    {
        0 => $"{day:yyyy-MM-dd}",
        1 => string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}/{day.Month:00}/{day.Year}"),
        2 => string.Create(CultureInfo.InvariantCulture, $"{day.Day}/{day.Month}/{day.Year}"),
        3 => string.Create(CultureInfo.InvariantCulture, $"{day.Day:00}-{day.Month:00}-{day.Year}"),
        4 => string.Create(CultureInfo.InvariantCulture, $"{day.Day}-{day.Month}-{day.Year}"),
        5 => $"{day.Day} {Months[day.Month - 1]} {day.Year}",
        6 => $"{day.Day:00} {Months[day.Month - 1].ToUpperInvariant()} {day.Year}",
        7 => $"{day.Day}  {Months[day.Month - 1].ToLowerInvariant()}  {day.Year}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(day.ToDateTime(default) - new DateTime(1899, 12, 30)).Days}"),
    };

    private static DirtyRow SexForm(Random random, DirtyRow row)
    {
        var sex = row.Right.IsFemale
            ? random.Choose("P", "p", "Perempuan", "PEREMPUAN", "Wanita", " wanita ")
            : random.Choose("L", "l", "Laki-laki", "LAKI-LAKI", "Laki-Laki", "Pria");
        return row.With("Jenis Kelamin", sex) with { Dirt = $"a sex {sex}" };
    }

    private static DirtyRow WageForm(Random random, DirtyRow row)
    {
        var (written, wage) = random.Choose<(string, long)>(
            ("1250000", 1_250_000), ("1.250.000", 1_250_000), ("Rp 1.250.000,00", 1_250_000), ("Rp1.250.000", 1_250_000), ("Rp. 2.000.000,-", 2_000_000), ("0", 0), ("950.000", 950_000), (" 1.250.000 ", 1_250_000));
        return row.With("Gaji", written) with { Dirt = $"a wage {written}", Right = row.Right with { MonthlyWage = wage } };
    }

    private static DirtyRow Title(Random random, DirtyRow row)
    {
        var name = string.Format(CultureInfo.InvariantCulture, random.Choose("Drs. {0}", "{0}, S.Pd", "dr. {0}", "{0}, S.Kep., Ns", "H. {0}", "Ir. {0}, M.T."), row.Right.Name);
        return row.With("Nama", name).WarnedIn("Nama") with { Dirt = $"a title: {name}", Right = row.Right with { Name = name } };
    }

    private static string Spoiled(Random random, string nik) => random.Choose(
        nik[1..], nik + "1", "3.57E+15", "5,37106E+15", "5.37106241264900E+15", nik[..15] + "O", nik[..12] + "0000", new string(nik[0], 16), "NIK " + nik, "0", nik[..8] + "/" + nik[9..]);

    private static DirtyRow BirthOtherThanNiks(Random random, DirtyRow row)
    {
        var born = row.Right.BirthDate.AddDays(random.Next(1, 300));
        return row.With("Tanggal Lahir", Iso(born)).WarnedIn("Tanggal Lahir") with { Dirt = "a birth date that the NIK does not have", Right = row.Right with { BirthDate = born } };
    }

    private static DirtyRow NoWidth(Random random, DirtyRow row)
    {
        var mark = random.Choose("\u200b", "\u00ad", "\u200e", "\ufeff", "\u2060");
        return row.With("Nama", row.Right.Name.Insert(2, mark)).With("Unit Kerja", row.Cells["Unit Kerja"].Insert(3, mark)) with { Dirt = "marks of no width" };
    }

    private static DirtyRow Roman(Random random, DirtyRow row)
    {
        var numeral = random.Choose("II", "III", "IV", "VI", "XIV");
        return row.With("Nama", $"{row.Right.Name.ToUpperInvariant()} {numeral}") with { Dirt = "a Roman numeral", Right = row.Right with { Name = $"{row.Right.Name} {numeral}" } };
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static T Choose<T>(this Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];
}
