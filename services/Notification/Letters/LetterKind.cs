namespace Workforce.Notification.Letters;

/// <summary>What a letter is about. The numbers are stored.</summary>
public enum LetterKind : short
{
    /// <summary>Permintaan penilaian.</summary>
    EvaluationRequest = 1,
}
