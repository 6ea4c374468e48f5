using System.Globalization;
using Bogus.DataSets;

namespace Workforce.Generator;

/// <summary>
/// NIKs (nomor induk kependudukan) of the right form, each given once. The sequence at the end starts at 9001: registration
/// counts up from 0001 for each district and birth date, so no living person's number comes out.
/// </summary>
public sealed class InventedNiks(string regionCode)
{
    private const int Districts = 6;
    private const int BeforeFirst = 9000;
    private const int PerBirthDate = 999;

    private readonly Dictionary<string, int> _given = [];

    /// <param name="district">Any number; taken modulo the districts there are.</param>
    /// <param name="born">Written DDMMYY, a woman's day plus 40.</param>
    /// <param name="gender">Whose.</param>
    public string Next(int district, DateOnly born, Name.Gender gender)
    {
        for (var attempt = 0; attempt < Districts; attempt++)
        {
            var day = born.Day + (gender == Name.Gender.Female ? 40 : 0);
            var prefix = string.Create(
                CultureInfo.InvariantCulture,
                $"{regionCode}{(district + attempt) % Districts + 1:00}{day:00}{born.Month:00}{born.Year % 100:00}");
            var sequence = _given.GetValueOrDefault(prefix) + 1;
            if (sequence > PerBirthDate)
                continue;
            _given[prefix] = sequence;
            return string.Create(CultureInfo.InvariantCulture, $"{prefix}{BeforeFirst + sequence:0000}");
        }

        throw new InvalidOperationException("More workers share a birth date than there are numbers; ask for fewer rows.");
    }
}
