using System.Text.Json;

namespace Workforce.Contract.Records;

/// <summary>What has become of one fact that a call says. The numbers are sent and stored.</summary>
public enum RecordResult : short
{
    /// <summary>By this call.</summary>
    Recorded = 1,

    /// <summary>It is recorded already.</summary>
    Unchanged = 2,

    Refused = 3,
}

/// <summary>Why a fact is not recorded.</summary>
/// <param name="Field">Within the fact, for example <c>effective_on</c>.</param>
/// <param name="Value">What is not taken; null where it is missing.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record Refusal(RecordRule Rule, string Field, string? Value, string Reason, string WhatToDo);

/// <summary>By which rule a fact is not recorded. The numbers are stored.</summary>
public enum RecordRule : short
{
    /// <summary>It is of no contract of which the caller may record it.</summary>
    Contract = 1,

    EffectiveOn = 2,
    SaidOn = 3,
    Paper = 4,

    /// <summary>Another one stands.</summary>
    Recorded = 5,

    /// <summary>A cell of a sheet, or a row as a whole, cannot be read.</summary>
    Cell = 6,

    /// <summary>What the ground rests on is missing.</summary>
    EvidenceGate = 7,

    /// <summary>The worker may object to the rating still, or has objected without a ruling.</summary>
    ObjectionOpen = 8,

    /// <summary>The employer is a vendor.</summary>
    Employer = 9,

    /// <summary>The worker has left the list.</summary>
    Separated = 10,

    /// <summary>A decision stands, or none does.</summary>
    Decided = 11,

    /// <summary>A later proposal says otherwise.</summary>
    Replaced = 12,

    /// <summary>The recommendation is missing, or not of the newest facts.</summary>
    Recommendation = 13,

    /// <summary>A worker without a rating is not decided in bulk.</summary>
    Unrated = 14,

    /// <summary>Against the recommendation, without a reason.</summary>
    Override = 15,

    /// <summary>The decision by the proposal is withdrawn.</summary>
    Withdrawn = 16,

    /// <summary>A ground is missing, or one too many.</summary>
    Ground = 17,

    /// <summary>A call says two things of one contract.</summary>
    Twice = 18,
}

/// <summary>The words of rules.</summary>
internal static class RecordRules
{
    /// <summary>As answers and metrics have it, for example <c>effective_on</c>.</summary>
    public static string Word(RecordRule rule) => JsonNamingPolicy.SnakeCaseLower.ConvertName(rule.ToString());
}
