using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings.Sheets;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// Which facts a rating sheet has columns for. What it has none for stays as it is signed, and so does what its cells cannot say: the paper of a
/// discipline, line breaks of a note. So a sheet that is handed in as it was exported changes nothing.
/// </summary>
/// <param name="Absences">The kinds of which it has days.</param>
public sealed record SheetFacts(IReadOnlySet<AbsenceKind> Absences, bool HasDiscipline, bool HasNote, bool HasHeadRecommendation, bool HasRatedOn)
{
    /// <param name="said">By a row of the sheet.</param>
    /// <param name="current">The current version.</param>
    public RatingFacts Complete(RatingFacts said, RatingFacts current) => said with
    {
        Absences = [.. said.Absences, .. current.Absences.Where(absence => !Absences.Contains(absence.Kind))],
        Discipline = HasDiscipline && !IsCellOf(said.Discipline?.Text, current.Discipline?.Text) ? said.Discipline : current.Discipline,
        Note = HasNote && !IsCellOf(said.Note, current.Note) ? said.Note : current.Note,
        HeadRecommendation = HasHeadRecommendation ? said.HeadRecommendation : current.HeadRecommendation,
        RatedOn = HasRatedOn ? said.RatedOn : current.RatedOn,
    };

    private static bool IsCellOf(string? cell, string? text) => (cell ?? "") == SheetHeader.TextOf(text ?? "");
}
