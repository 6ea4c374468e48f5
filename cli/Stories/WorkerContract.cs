using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>Finds which contract a row of an entered file means: its worker's, in the round. Such files are of a few rows, one call each.</summary>
internal static class WorkerContract
{
    public const string Column = "NIK";

    /// <exception cref="BadInputException">No worker has the NIK, or none of the worker's contracts is of the round.</exception>
    public static async Task<ContractPeriod> FindAsync(Stage stage, EnteredRow row)
    {
        var round = stage.Round;
        var found = await CallAsync(row, async () => await stage.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = row.Nik(Column) }, cancellationToken: stage.Cancellation));
        return found.ContractPeriods.LastOrDefault(period =>
                string.CompareOrdinal(period.FirstDay, round.PeriodTo) <= 0 && string.CompareOrdinal(period.LastDay, round.PeriodFrom) >= 0
                && (round.UnitIds.Count == 0 || round.UnitIds.Contains(period.UnitId)))
            ?? throw row.Invalid(Column, "no contract of this worker is of the round");
    }

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
}
