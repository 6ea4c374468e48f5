using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// The canonical form of what is signed: the message <c>RatingContent</c> in the JSON of Protocol Buffers, with the protos' field names and
/// without fields that are not set, as RFC 8785 writes JSON. docs/ratings.md states it, with a program that computes the hash.
/// </summary>
internal static class CanonicalForm
{
    public static string HashOf(Rating rating) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Of(rating))));

    public static string Of(Rating rating) => Text(Object(
        ("rating_id", $"{rating.Id}"),
        ("city_id", $"{rating.CityId}"),
        ("round_id", $"{rating.RoundId}"),
        ("contract_id", $"{rating.ContractId}"),
        ("worker_id", $"{rating.WorkerId}"),
        ("unit_id", $"{rating.UnitId}"),
        ("version", rating.Version),
        ("policy_version", rating.PolicyVersion),
        ("facts", Facts(rating.Facts)),
        ("predicate", Name<Predicate>("PREDICATE", rating.Predicate)),
        ("signed_by", Object(("issuer", rating.SignedBy.Issuer), ("subject", rating.SignedBy.Subject), ("name", rating.SignedBy.Name))),
        ("capacity", Name<Capacity>("CAPACITY", rating.Capacity)),
        ("signed_at", Moment(rating.SignedAt)),
        ("objection_id", rating.ObjectionId is { } objection ? $"{objection}" : null)));

    public static string Of(RatingFacts facts) => Text(Facts(facts));

    /// <summary>A score as it is signed: <c>76</c>, <c>75.5</c>, <c>75.99</c>.</summary>
    public static string Score(decimal score) => score.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A month as it is signed: <c>2020-12</c>.</summary>
    public static string Month(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static SortedDictionary<string, object> Facts(RatingFacts facts) => Object(
        ("result", Name<Expectation>("EXPECTATION", facts.Result)),
        ("conduct", Name<Expectation>("EXPECTATION", facts.Conduct)),
        ("score", facts.Score is { } score ? Score(score) : null),
        ("absences", facts.Absences.Count == 0 ? null : facts.Absences.Select(absence => Object(
            ("kind", Name<AbsenceKind>("ABSENCE_KIND", absence.Kind)), ("days", absence.Days), ("month", absence.Month is { } month ? Month(month) : null))).ToList()),
        ("discipline", facts.Discipline is not { } discipline ? null : Object(
            ("text", discipline.Text), ("paper_number", discipline.PaperNumber), ("paper_date", discipline.PaperDate?.ToIso()))),
        ("head_recommendation", Name<HeadRecommendation>("HEAD_RECOMMENDATION", facts.HeadRecommendation)),
        ("note", facts.Note),
        ("rated_on", facts.RatedOn?.ToIso()));

    private static string Moment(DateTime moment) =>
        moment.ToString(moment.Millisecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Name<T>(string prefix, T? value)
        where T : struct, Enum => value is { } named ? $"{prefix}_{JsonNamingPolicy.SnakeCaseUpper.ConvertName(named.ToString())}" : null;

    private static SortedDictionary<string, object> Object(params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        var set = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            if (value is not null)
                set.Add(name, value);
        return set;
    }

    private static string Text(object value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object value)
    {
        switch (value)
        {
            case int number:
                text.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            case string letters:
                WriteLetters(text, letters);
                break;
            case SortedDictionary<string, object> fields:
                WriteAll(text, '{', fields, '}', field =>
                {
                    WriteLetters(text, field.Key);
                    text.Append(':');
                    Write(text, field.Value);
                });
                break;
            case IEnumerable<object> items:
                WriteAll(text, '[', items, ']', item => Write(text, item));
                break;
            default:
                throw new ArgumentException($"{value.GetType().Name} has no canonical form", nameof(value));
        }
    }

    private static void WriteAll<T>(StringBuilder text, char begin, IEnumerable<T> items, char end, Action<T> write)
    {
        text.Append(begin);
        var isFirst = true;
        foreach (var item in items)
        {
            if (!isFirst)
                text.Append(',');
            isFirst = false;
            write(item);
        }
        text.Append(end);
    }

    private static void WriteLetters(StringBuilder text, string letters)
    {
        text.Append('"');
        foreach (var letter in letters)
        {
            _ = letter switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => text.Append(letter),
            };
        }
        text.Append('"');
    }
}
