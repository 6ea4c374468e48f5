using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Workers;

/// <summary>
/// Nomor Induk Kependudukan: 16 digits, kept as text: region 2+2+2, birth date DDMMYY (women: day + 40), sequence 4.
/// It is secret: printed, it is its last 4 digits.
/// </summary>
public readonly record struct Nik
{
    public const int Length = 16;

    private const int WomenAddToDay = 40;

    private Nik(string digits) => Digits = digits;

    /// <summary>All 16 digits, for the register alone.</summary>
    public string Digits { get; }

    public static bool TryRead(string text, out Nik nik)
    {
        nik = default;
        if (text.Length != Length || text.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;
        nik = new Nik(text);
        return true;
    }

    /// <summary>A NIK that the database has.</summary>
    /// <exception cref="InvalidDataException">It is not 16 digits.</exception>
    public static Nik Stored(string digits) =>
        TryRead(digits, out var nik) ? nik : throw new InvalidDataException("a stored NIK is not 16 digits");

    /// <summary>Whether its birth date is this one, and that of a woman or a man. A difference can be legitimate.</summary>
    public bool AgreesWith(DateOnly birthDate, Sex sex) =>
        TwoDigits(6) == birthDate.Day + (sex is Sex.Female ? WomenAddToDay : 0)
        && TwoDigits(8) == birthDate.Month
        && TwoDigits(10) == birthDate.Year % 100;

    /// <summary>The last 4 characters of a text that is expected to be a NIK.</summary>
    public static string MaskWhole(string text) => ShownText.MaskWhole(text);

    /// <summary>The text with every run of digits that may hold a NIK cut to its last 4.</summary>
    public static string MaskWithin(string text) => ShownText.MaskWithin(text);

    public override string ToString() => Digits is null ? "" : MaskWhole(Digits);

    private int TwoDigits(int at) => (Digits[at] - '0') * 10 + Digits[at + 1] - '0';
}
