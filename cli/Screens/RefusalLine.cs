using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Screens;

/// <summary>Why a fact is not recorded, as a sentence with what to do.</summary>
internal static class RefusalLine
{
    /// <summary><c>effective_on '2019-12-31' is before 2020-01-01, the contract's first day; give …</c></summary>
    public static string Of(Refusal refusal)
    {
        var field = refusal.Field[(refusal.Field.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var value = refusal.Value.Length == 0 ? "" : $" '{Words.Safe(refusal.Value)}'";
        return $"{Words.Safe(field)}{value} {Words.Safe(refusal.Reason)}; {Words.Safe(refusal.WhatToDo)}";
    }
}
