using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>Finds which contract a row of an entered file means: its worker's, in the round or on a day. Such files are of a few rows, one call each.</summary>
internal static class WorkerContract
{
    public const string Column = "NIK";

    /// <exception cref="BadInputException">No worker has the NIK, or none of the worker's contracts is of the round.</exception>
    public static async Task<ContractPeriod> FindAsync(Stage stage, EnteredRow row)
    {
        var round = stage.Round;
        return (await FindAllAsync(stage, row)).LastOrDefault(period =>
                string.CompareOrdinal(period.FirstDay, round.PeriodTo) <= 0 && string.CompareOrdinal(period.LastDay, round.PeriodFrom) >= 0
                && (round.UnitIds.Count == 0 || round.UnitIds.Contains(period.UnitId)))
            ?? throw row.Invalid(Column, "no contract of this worker is of the round");
    }

    /// <param name="day">yyyy-MM-dd; of several contracts the one of this day, or the last before it.</param>
    /// <exception cref="BadInputException">No worker has the NIK, or the worker has no contract, or several on the day.</exception>
    public static async Task<ContractPeriod> FindOfDayAsync(Stage stage, EnteredRow row, string day) =>
        ContractsOfDay.Of(await FindAllAsync(stage, row), day) switch
        {
            [var one] => one,
            [] => throw row.Invalid(Column, "this worker has no contract"),
            var several => throw row.Invalid(Column, $"this worker has {several.Count} contracts on {day}; the personnel office records which is meant by workforce willing --contract"),
        };

    /// <summary>A call for a row.</summary>
    /// <exception cref="BadInputException">It is refused: names the row.</exception>
    public static async Task<T> CallAsync<T>(EnteredRow row, Func<Task<T>> call)
    {
        try
        {
            return await Retry.WhileUnreachableAsync(call, CancellationToken.None);
        }
        catch (RpcException fault) when (FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{row.File} row {row.Number}: {FailedCall.SentenceOf(fault)}; correct the row and play the story again: it goes on with this step");
        }
    }

    private static async Task<IReadOnlyList<ContractPeriod>> FindAllAsync(Stage stage, EnteredRow row) =>
        (await CallAsync(row, async () => await stage.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = row.Nik(Column) }, cancellationToken: stage.Cancellation))).ContractPeriods;
}
