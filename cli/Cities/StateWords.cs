using System.Text.Json;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>The words of workers' states, as commands and tables have them.</summary>
public static class StateWords
{
    /// <summary>In the order of precedence.</summary>
    public static IReadOnlyDictionary<string, WorkerState> States { get; } =
        Enum.GetValues<WorkerState>().Where(state => state is not WorkerState.Unspecified).ToDictionary(Of);

    /// <summary>For example <c>awaiting_tender</c>.</summary>
    public static string Of(WorkerState state) => JsonNamingPolicy.SnakeCaseLower.ConvertName(state.ToString());
}
