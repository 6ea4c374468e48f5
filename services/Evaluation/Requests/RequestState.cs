namespace Workforce.Evaluation.Requests;

/// <summary>Where a request stands. The numbers are stored.</summary>
public enum RequestState : short
{
    /// <summary>Menunggu penilaian: the head has not rated yet.</summary>
    Open = 1,
}
