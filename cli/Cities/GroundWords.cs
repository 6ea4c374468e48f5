using System.Text.Json;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>The words of grounds not to renew, as sheets and commands have them.</summary>
public static class GroundWords
{
    public static IReadOnlyDictionary<string, NonRenewalGround> Grounds { get; } =
        Enum.GetValues<NonRenewalGround>().Where(ground => ground is not NonRenewalGround.Unspecified).ToDictionary(Of);

    /// <summary>For example <c>performance</c>.</summary>
    public static string Of(NonRenewalGround ground) => JsonNamingPolicy.SnakeCaseLower.ConvertName(ground.ToString());
}
