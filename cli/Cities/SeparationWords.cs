using System.Text.Json;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>The words of separations' codes, as policies, sheets and commands have them.</summary>
public static class SeparationWords
{
    public static IReadOnlyDictionary<string, SeparationCode> Codes { get; } =
        Enum.GetValues<SeparationCode>().Where(code => code is not SeparationCode.Unspecified).ToDictionary(Of);

    /// <summary>For example <c>age_limit</c>.</summary>
    public static string Of(SeparationCode code) => JsonNamingPolicy.SnakeCaseLower.ConvertName(code.ToString());
}
