using Workforce.Evaluation.Policies;

namespace Workforce.Evaluation.Ratings.Sheets;

/// <summary>The words of a rating sheet, as it is written and as heads write them.</summary>
internal static class SheetWords
{
    public const string Expectations = "is none of bawah, sesuai, atas";
    public const string HeadRecommendations = "is neither Dilanjutkan nor Tidak Dilanjutkan";

    public static string Of(Expectation expectation) => expectation switch
    {
        Expectation.Below => "bawah",
        Expectation.At => "sesuai",
        _ => "atas",
    };

    public static string Of(HeadRecommendation recommendation) =>
        recommendation is HeadRecommendation.Renew ? "Dilanjutkan" : "Tidak Dilanjutkan";

    /// <summary>Also <c>Di Bawah Ekspektasi</c> and its like.</summary>
    /// <returns>Null when it is none.</returns>
    public static Expectation? ExpectationOf(string text) => Letters(text).Replace("EKSPEKTASI", "", StringComparison.Ordinal) switch
    {
        "BAWAH" or "DIBAWAH" => Expectation.Below,
        "SESUAI" => Expectation.At,
        "ATAS" or "DIATAS" => Expectation.Above,
        _ => null,
    };

    /// <returns>Null when it is none.</returns>
    public static HeadRecommendation? HeadRecommendationOf(string text) => Letters(text) switch
    {
        "DILANJUTKAN" or "LANJUT" => HeadRecommendation.Renew,
        "TIDAKDILANJUTKAN" or "TIDAKLANJUT" or "TDKDILANJUTKAN" => HeadRecommendation.NotRenew,
        _ => null,
    };

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant();
}
