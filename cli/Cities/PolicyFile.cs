using Workforce.Cli.Errors;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>policy.yaml</c>: what the city itself decides about a renewal cycle (siklus perpanjangan).</summary>
public static class PolicyFile
{
    private static readonly string[] Languages = ["id", "en"];

    private static readonly Dictionary<string, CorrectedField> CorrectedFields = new()
    {
        ["first_day"] = CorrectedField.FirstDay,
        ["last_day"] = CorrectedField.LastDay,
        ["unit"] = CorrectedField.Unit,
        ["position"] = CorrectedField.Position,
        ["monthly_wage"] = CorrectedField.MonthlyWage,
        ["withdraw"] = CorrectedField.Withdrawn,
        ["name"] = CorrectedField.Name,
        ["nik"] = CorrectedField.Nik,
    };

    public static Policy Read(string path)
    {
        var file = YamlFile.Read(path).Allow(
            "effective_from", "ask_at", "language", "calendar", "rating", "objection", "age_limit", "decision", "reminders", "continuing", "access", "paper_required", "national_export",
            "evaluation_due_days", "objection_days");
        return new Policy
        {
            EffectiveFrom = file.Day("effective_from"),
            AskAt = file.Text("ask_at"),
            Language = Language(file),
            Continuing = Continuing(file),
            Calendar = CalendarSection.Read(file),
            Rounds = RoundsSection.Read(file),
            Objection = ObjectionSection.Read(file),
            Reminders = RemindersSection.Read(file),
            AgeLimit = AgeLimitSection.Read(file),
            Decision = DecisionSection.Read(file),
            PaperRequired = SeparationPapers(file),
        };
    }

    /// <summary>Whether reads of personal data must say what for (<c>access: { purpose_required: true }</c>).</summary>
    public static bool RequiresPurpose(string path) =>
        YamlFile.Read(path).OptionalSection("access")?.Allow("purpose_required").Flag("purpose_required") ?? false;

    /// <summary>Corrections of the register that need a paper (<c>paper_required: { corrections: [last_day, nik, withdraw] }</c>).</summary>
    /// <exception cref="BadInputException">One is no field that can be corrected.</exception>
    public static IReadOnlyList<CorrectedField> PaperRequired(string path)
    {
        var section = PapersIn(YamlFile.Read(path));
        return section is null ? [] : [.. section.Texts("corrections").Select(word => CorrectedFields.TryGetValue(word, out var field)
            ? field
            : throw section.Invalid("corrections", $"'{word}' is none of {string.Join(", ", CorrectedFields.Keys)}{Nearest.Hint(word, CorrectedFields.Keys)}"))];
    }

    // Separations that need a paper (paper_required: { separations: all }, or a list of codes); null: none does.
    private static PaperPolicy? SeparationPapers(YamlSection file)
    {
        const string field = "separations";
        if (PapersIn(file) is not { } section || !section.Has(field))
            return null;
        if (section.IsList(field))
            return new PaperPolicy
            {
                Separations =
                {
                    section.Texts(field).Select(word => EnumWords.All<SeparationCode>().TryGetValue(word, out var code)
                        ? code
                        : throw section.Invalid(field, $"'{word}' is none of {EnumWords.Listed<SeparationCode>()}{Nearest.Hint(word, EnumWords.All<SeparationCode>().Keys)}")),
                },
            };
        return section.OptionalText(field) switch
        {
            null => null,
            "all" => new PaperPolicy { AllSeparations = true },
            var text => throw section.Invalid(field, $"'{text}' is neither all nor a list of codes, [discipline, resigned]"),
        };
    }

    private static YamlSection? PapersIn(YamlSection file) => file.OptionalSection("paper_required")?.Allow("corrections", "separations");

    // What the city decides about workers who go on by their next contract; without it, what it usually means.
    private static ContinuingPolicy Continuing(YamlSection file) =>
        new() { RatePastPeriod = file.OptionalSection("continuing")?.Allow("rate_past_period").Flag("rate_past_period") ?? false };

    private static string Language(YamlSection file)
    {
        var text = file.OptionalText("language") ?? "id";
        return Languages.Contains(text) ? text : throw file.Invalid("language", $"'{text}' is neither id nor en");
    }
}
