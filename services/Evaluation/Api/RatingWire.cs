using System.Globalization;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Evaluation.Api;

/// <summary>Ratings on the wire.</summary>
internal static class RatingWire
{
    private const int MostAbsences = 100; // five kinds in each month of a year
    private const int RatingsPerCall = 1_000;

    /// <exception cref="InvalidInputException">There are too many, or one is no rating at all.</exception>
    public static IReadOnlyList<WorkerRating> Read(V1.RateWorkersRequest request) => request.Ratings.Count switch
    {
        0 => throw new InvalidInputException("ratings", null, "are required"),
        > RatingsPerCall => throw new InvalidInputException("ratings", $"{request.Ratings.Count}", $"are too many; at most {RatingsPerCall} in a call"),
        _ => [.. request.Ratings.Select((rating, at) => Read($"ratings[{at}]", rating))],
    };

    /// <exception cref="InvalidInputException">It is no rating, or states no version.</exception>
    public static WorkerRating ReadCorrection(V1.CorrectRatingRequest request)
    {
        var rating = Read("rating", request.Rating ?? throw new InvalidInputException("rating", null, "is required"));
        return rating.ExpectedVersion > 0 ? rating : throw new InvalidInputException("rating.expected_version", null, "is required: the version that is corrected");
    }

    /// <exception cref="InvalidInputException">A part of it cannot be read.</exception>
    public static RatingFacts Read(string field, V1.RatingFacts facts) => new(
        EnumField.Optional<Expectation>($"{field}.result", (int)facts.Result),
        EnumField.Optional<Expectation>($"{field}.conduct", (int)facts.Conduct),
        DecimalField.Optional($"{field}.score", facts.Score),
        facts.Absences.Count <= MostAbsences
            ? [.. facts.Absences.Select((absence, at) => Read($"{field}.absences[{at}]", absence))]
            : throw new InvalidInputException($"{field}.absences", $"{facts.Absences.Count}", $"are too many; at most {MostAbsences}"),
        facts.Discipline is { } discipline ? Read($"{field}.discipline", discipline) : null,
        EnumField.Optional<HeadRecommendation>($"{field}.head_recommendation", (int)facts.HeadRecommendation),
        LongText.Optional($"{field}.note", facts.Note, RatingFacts.LongestNote),
        Field.OptionalDay($"{field}.rated_on", facts.RatedOn));

    public static V1.RateWorkersReply ToWire(IReadOnlyList<RatingOutcome> outcomes) => new()
    {
        Outcomes = { outcomes.Select(ToWire) },
        Signed = outcomes.Count(outcome => outcome.IsNew),
        Unchanged = outcomes.Count(outcome => outcome is { Rating: not null, IsNew: false }),
        Refused = outcomes.Count(outcome => outcome.Refusal is not null),
    };

    public static V1.Rating ToWire(Rating rating) => new()
    {
        Content = new V1.RatingContent
        {
            RatingId = $"{rating.Id}",
            CityId = $"{rating.CityId}",
            RoundId = $"{rating.RoundId}",
            ContractId = $"{rating.ContractId}",
            WorkerId = $"{rating.WorkerId}",
            UnitId = $"{rating.UnitId}",
            Version = rating.Version,
            PolicyVersion = rating.PolicyVersion,
            Facts = ToWire(rating.Facts),
            Predicate = (V1.Predicate)rating.Predicate,
            SignedBy = rating.SignedBy.ToWire(),
            Capacity = (Registry.V1.Capacity)rating.Capacity,
            SignedAt = Timestamp.FromDateTime(rating.SignedAt),
            ObjectionId = $"{rating.ObjectionId}",
        },
        Sha256 = rating.Sha256,
        Recommendation = new V1.Recommendation
        {
            Renew = rating.Recommendation.IsRenew,
            Grounds = { rating.Recommendation.Grounds.Select(ground => (V1.NonRenewalGround)ground) },
            ExceededLimit = rating.Recommendation.Exceeded is { } limit ? RatingPolicyWire.ToWire(limit) : null,
        },
    };

    public static RatingFilter FilterFrom(V1.ListRatingsRequest request)
    {
        var filter = new RatingFilter(
            Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("round_id", request.RoundId), Field.OptionalUuid("unit_id", request.UnitId),
            Field.OptionalUuid("contract_id", request.ContractId), request.AllVersions);
        return filter.IsBounded ? filter : throw new InvalidInputException("city_id", null, "is required unless round_id, unit_id or contract_id is given");
    }

    private static WorkerRating Read(string field, V1.WorkerRating rating) => new(
        Field.Uuid($"{field}.contract_id", rating.ContractId),
        rating.ExpectedVersion >= 0 ? rating.ExpectedVersion : throw new InvalidInputException($"{field}.expected_version", $"{rating.ExpectedVersion}", "is below zero"),
        Read($"{field}.facts", rating.Facts ?? throw new InvalidInputException($"{field}.facts", null, "are required")));

    private static Absence Read(string field, V1.Absence absence) => new(
        EnumField.Required<AbsenceKind>($"{field}.kind", (int)absence.Kind),
        absence.Days >= 0 ? absence.Days : throw new InvalidInputException($"{field}.days", $"{absence.Days}", "is below zero"),
        Month($"{field}.month", absence.Month));

    private static Discipline Read(string field, V1.Discipline discipline)
    {
        var (number, date) = (
            discipline.PaperNumber.Length == 0 ? null : Field.Text($"{field}.paper_number", discipline.PaperNumber),
            Field.OptionalDay($"{field}.paper_date", discipline.PaperDate));
        if (number is null != date is null)
            throw new InvalidInputException(number is null ? $"{field}.paper_number" : $"{field}.paper_date", null, "is required, for the other of the two is given");
        return new Discipline(Field.Text($"{field}.text", discipline.Text), number, date);
    }

    private static DateOnly? Month(string field, string value)
    {
        if (value.Length == 0)
            return null;
        return DateOnly.TryParseExact(value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw new InvalidInputException(field, value, "is not a month of the form yyyy-MM");
    }

    private static V1.RatingOutcome ToWire(RatingOutcome outcome, int at) => new()
    {
        ContractId = $"{outcome.ContractId}",
        Kind = outcome switch
        {
            { Refusal: not null } => V1.RatingOutcomeKind.Refused,
            { IsNew: true } => V1.RatingOutcomeKind.Signed,
            _ => V1.RatingOutcomeKind.Unchanged,
        },
        Rating = outcome.Rating is { } rating ? ToWire(rating) : null,
        Refusal = outcome.Refusal is not { } refusal ? null : new V1.Refusal
        {
            Rule = (V1.RefusalRule)refusal.Rule,
            Field = $"ratings[{at}].{refusal.Field}",
            Reason = refusal.Sentence,
            CurrentVersion = refusal.CurrentVersion,
        },
    };

    private static V1.RatingFacts ToWire(RatingFacts facts) => new()
    {
        Result = (V1.Expectation)(facts.Result ?? 0),
        Conduct = (V1.Expectation)(facts.Conduct ?? 0),
        Score = facts.Score is { } score ? CanonicalForm.Score(score) : "",
        Absences = { facts.Absences.Select(absence => new V1.Absence { Kind = (V1.AbsenceKind)absence.Kind, Days = absence.Days, Month = absence.Month is { } month ? CanonicalForm.Month(month) : "" }) },
        Discipline = facts.Discipline is not { } discipline ? null : new V1.Discipline
        {
            Text = discipline.Text,
            PaperNumber = discipline.PaperNumber ?? "",
            PaperDate = Field.Iso(discipline.PaperDate),
        },
        HeadRecommendation = (V1.HeadRecommendation)(facts.HeadRecommendation ?? 0),
        Note = facts.Note ?? "",
        RatedOn = Field.Iso(facts.RatedOn),
    };
}
