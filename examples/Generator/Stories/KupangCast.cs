using System.Globalization;
using Bogus;
using Workforce.Cli.Cities;

namespace Workforce.Generator.Stories;

/// <summary>
/// Which of Kupang's 2,180 workers leave, which are not rated, and which are not to be renewed. The numbers are the story's: of the 2,098 that
/// are left, 80 are not recommended, 32 of them in units that keep working, so that the signatory, who renews 5 of these (2 and 3) and drops
/// 4 others (1 and 3; <see cref="KupangProposal"/>), renews 953 who kept working and 1,066 who stayed home.
/// </summary>
internal sealed class KupangCast
{
    public const int AgeLimit = 58;

    private const int LeaversOfExemptUnits = 36;
    private const int UnratedWorkers = 12;
    private const int NotRecommendedOfExemptUnits = 32;
    private const int NotRecommendedOfOthers = 48;

    private static readonly (string Code, int Workers)[] Leavers =
        [("cpns", 14), ("state_company", 5), ("moved_city", 8), ("resigned", 6), ("died", 3)];

    private readonly Randomizer _random;
    private readonly HashSet<string> _exempt;

    public KupangCast(IReadOnlyList<RegisterRow> workers, CityFolder folder, Randomizer random)
    {
        _random = random;
        _exempt = [.. folder.City.WorkUnits
            .Where(unit => folder.Exemptions.Kinds.Contains(unit.Kind) || folder.Exemptions.UnitCodes.Contains(unit.Code))
            .Select(unit => unit.Name)];
        Separated = SeparatedOf(workers, new DateOnly(2021, 1, 1));
        var left = workers.Except(Separated.Keys).ToList();
        Unrated = [.. Shuffled(left.GroupBy(worker => worker.Unit)).Take(UnratedWorkers).Select(unit => Shuffled(unit).First())];
        left.RemoveAll(Unrated.Contains);
        NotRecommended =
        [
            .. Shuffled([
                .. Shuffled(left.Where(IsExempt)).Take(NotRecommendedOfExemptUnits),
                .. Shuffled(left.Where(worker => !IsExempt(worker))).Take(NotRecommendedOfOthers),
            ]),
        ];
        Recommended = [.. Shuffled(left.Except(NotRecommended))];
    }

    /// <summary>Who leaves, by the code of the separation.</summary>
    public IReadOnlyDictionary<RegisterRow, string> Separated { get; }

    /// <summary>Of twelve units one each.</summary>
    public HashSet<RegisterRow> Unrated { get; }

    /// <summary>In no order.</summary>
    public IReadOnlyList<RegisterRow> NotRecommended { get; }

    /// <summary>In no order.</summary>
    public IReadOnlyList<RegisterRow> Recommended { get; }

    public bool IsExempt(RegisterRow worker) => _exempt.Contains(worker.Unit);

    private Dictionary<RegisterRow, string> SeparatedOf(IReadOnlyList<RegisterRow> workers, DateOnly firstDay)
    {
        var separated = workers
            .Where(worker => DateOnly.ParseExact(worker.Born, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddYears(AgeLimit) <= firstDay)
            .ToDictionary(worker => worker, _ => "age_limit");
        var exempt = LeaversOfExemptUnits - separated.Keys.Count(IsExempt);
        var others = Leavers.Sum(leaver => leaver.Workers) - exempt;
        List<RegisterRow> leaving =
        [
            .. Shuffled([
                .. Shuffled(workers.Where(worker => IsExempt(worker) && !separated.ContainsKey(worker))).Take(exempt),
                .. Shuffled(workers.Where(worker => !IsExempt(worker) && !separated.ContainsKey(worker))).Take(others),
            ]),
        ];
        foreach (var (worker, code) in leaving.Zip(Leavers.SelectMany(leaver => Enumerable.Repeat(leaver.Code, leaver.Workers))))
            separated.Add(worker, code);
        return separated;
    }

    // Two rows of a register are never equal: each has a NIK of its own.
    private IEnumerable<T> Shuffled<T>(IEnumerable<T> any) => _random.Shuffle(any.ToList());
}
