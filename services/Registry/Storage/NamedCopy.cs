using Npgsql;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Remembers which row of a running import named a contract that was there before.</summary>
internal static class NamedCopy
{
    public static Task InsertAsync(
        NpgsqlConnection connection, RunningImport import, IReadOnlyCollection<ContractRecord> contracts,
        CancellationToken cancellation) =>
        connection.CopyAsync(
            "copy import_named (import_id, contract_id, row_number) from stdin (format binary)", contracts,
            (copy, contract) =>
            {
                copy.Id(import.Id);
                copy.Id(contract.Id);
                copy.Number(contract.Row ?? 0);
            },
            cancellation);
}
