using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>Finds the contract that the user means: by its id, or by the worker's NIK and a day.</summary>
internal static class ContractChoice
{
    /// <param name="contract">What is typed as <c>--contract</c>; null for none.</param>
    /// <param name="nik">What is typed as <c>--nik</c>; null for none.</param>
    /// <param name="day">yyyy-MM-dd; of several contracts the one of this day, or the last before it.</param>
    /// <exception cref="BadInputException">Neither is typed, or both; or the worker has none in the city, or several on the day.</exception>
    public static async Task<string> FindAsync(CommandRun run, City city, string? contract, string? nik, string day)
    {
        if (contract is not null && nik is not null)
            throw new BadInputException("--contract and --nik are both given; one of them says whose contract it is");
        if (contract is not null)
            return contract;
        if (nik is null)
            throw new BadInputException("--nik or --contract is missing: whose contract it is");
        var found = await run.System.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = WorkerCommand.Typed(nik) }, cancellationToken: run.Cancellation);
        var contracts = ContractsOfDay.Of(found.ContractPeriods, day);
        return contracts switch
        {
            [var one] => one.ContractId,
            [] => throw new BadInputException($"the worker has no contract with {city.Name}"),
            _ => throw new BadInputException(
                $"the worker has {contracts.Count} contracts that may be meant; name one by --contract: {string.Join(", ", contracts.Select(one => $"{one.ContractId} ({one.Position}, {one.FirstDay} to {one.LastDay})"))}"),
        };
    }
}
