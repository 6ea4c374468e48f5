using Workforce.Registry.Workers;

namespace Workforce.Registry.Import.Reading;

/// <summary>How the NIKs of a file end. A spreadsheet that takes them for numbers keeps 15 digits and makes the last a 0.</summary>
internal sealed class NikDigits
{
    private const int FewestThatTell = 10;
    private const double RoundedShare = 0.9; // by chance it is a tenth

    private int _all;
    private int _endInZero;

    /// <summary>Whether too many end in 0 for it to be chance.</summary>
    public bool AreRounded => _all >= FewestThatTell && _endInZero >= RoundedShare * _all;

    public void Add(Nik nik)
    {
        _all++;
        if (nik.Digits[^1] == '0')
            _endInZero++;
    }
}
