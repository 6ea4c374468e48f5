using System.CommandLine;
using System.Globalization;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Commands;

/// <summary>A rating by hand: what a head, or the superior who grants an objection, says of one worker, option by option.</summary>
internal static class RatingOptions
{
    public static readonly Option<string?> Contract = new("--contract") { Description = "Rates this contract by hand; worker NIK shows its id", HelpName = "ID" };

    private static readonly Dictionary<string, Expectation> Expectations = new()
    {
        ["below"] = Expectation.Below,
        ["at"] = Expectation.At,
        ["above"] = Expectation.Above,
        ["bawah"] = Expectation.Below,
        ["sesuai"] = Expectation.At,
        ["atas"] = Expectation.Above,
    };

    private static readonly Dictionary<string, HeadRecommendation> Recommendations = new()
    {
        ["renew"] = HeadRecommendation.Renew,
        ["not-renew"] = HeadRecommendation.NotRenew,
    };

    private static readonly Option<string?> Result = new("--result") { Description = "Hasil kerja: below, at or above expectation (bawah, sesuai, atas)", HelpName = "WORD" };
    private static readonly Option<string?> Conduct = new("--conduct") { Description = "Perilaku kerja, likewise", HelpName = "WORD" };
    private static readonly Option<string?> Score = new("--score") { Description = "Nilai, 0 to 100, where the policy's scheme is score100", HelpName = "NUMBER" };
    private static readonly Option<string[]> Absences = new("--absence") { Description = "Days of absence: alpa=3 in total, or alpa:2020-03=3 of a month; may be given again. Kinds: sakit, izin, cuti, alpa, terlambat", HelpName = "KIND=DAYS" };
    private static readonly Option<string?> Discipline = new("--discipline") { Description = "Hukuman disiplin", HelpName = "TEXT" };
    private static readonly Option<string?> PaperNumber = new("--paper-number") { Description = "Of the paper of the discipline", HelpName = "TEXT" };
    private static readonly Option<DateOnly?> PaperDate = CommonOptions.Day("--paper-date", "Of that paper");
    private static readonly Option<string?> Recommend = new("--recommend") { Description = "The head's own recommendation: renew or not-renew", HelpName = "WORD" };
    private static readonly Option<string?> Note = new("--note") { Description = "Catatan", HelpName = "TEXT" };
    private static readonly Option<DateOnly?> RatedOn = CommonOptions.Day("--rated-on", "Tanggal penilaian");
    private static readonly Option<int> Corrects = new("--corrects") { Description = "Corrects this version of the rating", HelpName = "VERSION" };

    public static void AddTo(Command command)
    {
        command.Options.Add(Contract);
        AddFactsTo(command);
        command.Options.Add(Corrects);
    }

    /// <summary>Only what a rating says.</summary>
    public static void AddFactsTo(Command command)
    {
        foreach (var option in (Option[])[Result, Conduct, Score, Absences, Discipline, PaperNumber, PaperDate, Recommend, Note, RatedOn])
            command.Options.Add(option);
    }

    /// <exception cref="BadInputException">A word or number is none.</exception>
    public static WorkerRating RatingOf(CommandRun run) => new()
    {
        ContractId = run.Get(Contract),
        ExpectedVersion = run.Get(Corrects),
        Facts = FactsOf(run),
    };

    /// <exception cref="BadInputException">A word or number is none.</exception>
    public static RatingFacts FactsOf(CommandRun run) => new()
    {
        Result = WordOf("--result", run.Get(Result), Expectations),
        Conduct = WordOf("--conduct", run.Get(Conduct), Expectations),
        Score = run.Get(Score) ?? "",
        Absences = { (run.Get(Absences) ?? []).Select(AbsenceOf) },
        Discipline = run.Get(Discipline) is not { } text ? null : new Discipline { Text = text, PaperNumber = run.Get(PaperNumber) ?? "", PaperDate = CommonOptions.Iso(run.Get(PaperDate)) },
        HeadRecommendation = WordOf("--recommend", run.Get(Recommend), Recommendations),
        Note = run.Get(Note) ?? "",
        RatedOn = CommonOptions.Iso(run.Get(RatedOn)),
    };

    private static Absence AbsenceOf(string typed)
    {
        var (left, days) = typed.Split('=') is [var what, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)
            ? (what, read)
            : throw new BadInputException($"--absence '{typed}' is not of the form alpa=3 or alpa:2020-03=3");
        var (kind, month) = left.Split(':', 2) is [var before, var after] ? (before, after) : (left, "");
        return new Absence { Kind = WordOf("--absence", kind, RatingSection.AbsenceKinds), Days = days, Month = month };
    }

    private static T WordOf<T>(string option, string? word, IReadOnlyDictionary<string, T> known)
        where T : struct => word is null ? default : known.TryGetValue(word, out var value)
            ? value
            : throw new BadInputException($"{option} '{word}' is none of {string.Join(", ", known.Keys)}{Nearest.Hint(word, known.Keys)}");
}
