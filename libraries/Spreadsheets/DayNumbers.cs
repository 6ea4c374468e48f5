namespace Workforce.Spreadsheets;

/// <summary>The two ways in which spreadsheets count days.</summary>
public static class DayNumbers
{
    /// <summary>
    /// Nearly all: 1 is 1 January 1900. Since they also count 29 February 1900, which there was not, their zero is a day earlier for every
    /// number above 60.
    /// </summary>
    public static readonly DateOnly From1900 = new(1899, 12, 30);

    /// <summary>Workbooks of old Macintoshes: 0 is 1 January 1904.</summary>
    public static readonly DateOnly From1904 = new(1904, 1, 1);
}
