using System.Runtime.InteropServices;
using Workforce.Registry.Names;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Quality;

/// <summary>A worker of a city, to be compared with the others.</summary>
/// <param name="NameKey">The name in capitals.</param>
/// <param name="PlaceKey">The birth place in capitals; null where the register has none.</param>
public sealed record ComparedWorker(JudgedWorker Worker, Nik Nik, DateOnly BirthDate, string NameKey, string? PlaceKey)
{
    public Guid Id => Worker.Id!.Value;
}

/// <summary>
/// How alike the workers of a city are. With the same birth date it is their names; with day and month swapped a little less; with another
/// birth date, for two of one name and birth place, the digits that their NIKs have in common. Of those born on one day only two are compared
/// whose names share a word, or nearly: thousands of workers may be registered as born on 1 January.
/// </summary>
public sealed class LookAlikes
{
    // A swapped date is a second thing that has to have gone wrong.
    private const double SwappedIsLike = 0.97;

    // More letters than these are not left out of a word to find it: the ways to do so grow with each.
    private const int LettersLeftOut = 2;

    private readonly QualityOptions _options;
    private readonly IReadOnlyDictionary<(Guid One, Guid Other), FailureOverride> _overrides;
    private readonly ComparedWorker[] _workers;
    private readonly string[][] _words;
    private readonly Dictionary<(DateOnly BirthDate, string Part), List<int>> _byPart = [];
    private readonly Dictionary<(string Name, string Place), List<int>> _byName = [];

    /// <param name="workers">Of one city, each once.</param>
    /// <param name="overrides">By the two workers, of which the first has the lower id.</param>
    public LookAlikes(
        IEnumerable<ComparedWorker> workers, IReadOnlyDictionary<(Guid One, Guid Other), FailureOverride> overrides, QualityOptions options)
    {
        (_options, _overrides) = (options, overrides);
        _workers = [.. workers.OrderBy(worker => worker.Id)];
        _words = Array.ConvertAll(_workers, worker => NameSound.WordsOf(worker.Worker.Name));
        for (var at = 0; at < _workers.Length; at++)
        {
            var worker = _workers[at];
            foreach (var part in PartsOf(_words[at], initial => $"{initial}.", beginning => $"{beginning}…"))
                Add(_byPart, (worker.BirthDate, part), at);
            if (worker.PlaceKey is { } place)
                Add(_byName, (worker.NameKey, place), at);
        }
    }

    /// <summary>Pairs of workers whose names were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Those who are as alike as the settings ask for, by the lower and the higher id. None is compared before it is asked for.</summary>
    /// <param name="after">The two workers of the last one of the page before; null on the first page.</param>
    public IEnumerable<QualityFailure> Find(FailureFilter filter, (Guid Subject, Guid Other)? after)
    {
        var isSeenBy = new int[_workers.Length];
        var others = new List<int>();
        for (var at = 0; at < _workers.Length; at++)
        {
            var one = _workers[at];
            if ((filter.SubjectId is { } subject && one.Id != subject) || (after is { } last && one.Id.CompareTo(last.Subject) < 0))
                continue;
            others.Clear();
            foreach (var same in BlocksOf(at))
            {
                for (var i = same.BinarySearch(at) is var found && found >= 0 ? found + 1 : ~found; i < same.Count; i++)
                {
                    if (isSeenBy[same[i]] == at + 1)
                        continue;
                    isSeenBy[same[i]] = at + 1;
                    others.Add(same[i]);
                }
            }
            others.Sort();
            foreach (var other in others)
            {
                if ((after is not { } end || (one.Id, _workers[other].Id).CompareTo(end) > 0)
                    && IsAskedFor(filter, one, _workers[other]) && FailureOf(filter, at, other) is { } failure)
                    yield return failure;
            }
        }
    }

    // Those with whom a worker is to be compared, in the order of the workers.
    private IEnumerable<List<int>> BlocksOf(int at)
    {
        var worker = _workers[at];
        foreach (var part in (string[])[.. PartsOf(_words[at], initial => $"{initial}…", beginning => $"{beginning}."), .. Initials(_words[at])])
        {
            if (_byPart.TryGetValue((worker.BirthDate, part), out var ofSame))
                yield return ofSame;
            if (Swapped(worker.BirthDate) is { } swapped && _byPart.TryGetValue((swapped, part), out var ofSwapped))
                yield return ofSwapped;
        }
        if (worker.PlaceKey is { } place)
            yield return _byName[(worker.NameKey, place)];
    }

    private static bool IsAskedFor(FailureFilter filter, ComparedWorker one, ComparedWorker other) =>
        (filter.UnitId is not { } unit || unit == one.Worker.UnitId || unit == other.Worker.UnitId)
        && (filter.SubjectId is null || other.Id == filter.OtherId);

    private QualityFailure? FailureOf(FailureFilter filter, int at, int otherAt)
    {
        var (one, other) = (_workers[at], _workers[otherAt]);
        var stated = _overrides.GetValueOrDefault((one.Id, other.Id));
        if (stated is not null && !filter.WithOverridden)
            return null;
        var apart = one.Nik.Digits.Zip(other.Nik.Digits).Count(pair => pair.First != pair.Second);
        var (born, share) =
            one.BirthDate == other.BirthDate ? ("the same birth date", 1.0)
            : Swapped(one.BirthDate) == other.BirthDate ? ("birth dates with day and month swapped", SwappedIsLike)
            : ("the same birth place", apart <= _options.NikDigitsApart ? 1 - (double)apart / Nik.Length : 0);
        if (share * 100 < _options.LikenessPercent)
            return null;
        Compared++;
        var percent = (int)Math.Floor(100 * (share * NameSound.Likeness(_words[at], _words[otherAt])));
        return percent < _options.LikenessPercent
            ? null
            : new QualityFailure(
                QualityTest.LookAlike, one.Id, other.Id, one.Worker.UnitId, one.Worker, other.Worker, $"{born}; the NIKs differ in {apart} {(apart == 1 ? "digit" : "digits")}", percent,
                stated);
    }

    // Of two names that are alike one word at least is, as likeness is the mean of their words: it is the same in both, it is the initial of
    // the other's, or few of its letters are missing or other. Then both have a text in common once some letters are left out of each, at 88
    // percent none of a word below 9 letters and one below 17.
    private HashSet<string> PartsOf(string[] words, Func<char, string> ofInitial, Func<char, string> ofBeginning)
    {
        var parts = new HashSet<string>();
        foreach (var word in words.Where(word => word.Length > 0))
        {
            parts.Add(word.Length == 1 ? ofInitial(word[0]) : ofBeginning(word[0]));
            if (word.Length > 1)
                AddShorter(parts, word, Math.Min((int)(word.Length * (1 - _options.LikenessPercent / 100.0) + 1e-9), LettersLeftOut));
        }
        return parts;
    }

    private static IEnumerable<string> Initials(string[] words) => words.Where(word => word.Length == 1).Select(word => $"{word}.");

    private static void AddShorter(HashSet<string> parts, string word, int letters)
    {
        parts.Add(word);
        for (var i = 0; letters > 0 && i < word.Length; i++)
            AddShorter(parts, word.Remove(i, 1), letters - 1);
    }

    private static void Add<TKey>(Dictionary<TKey, List<int>> blocks, TKey key, int at) where TKey : notnull =>
        (CollectionsMarshal.GetValueRefOrAddDefault(blocks, key, out _) ??= []).Add(at);

    // Null where the day is no month, and where it is the same day.
    private static DateOnly? Swapped(DateOnly day) =>
        day.Day <= 12 && day.Day != day.Month ? new DateOnly(day.Year, day.Day, day.Month) : null;
}
