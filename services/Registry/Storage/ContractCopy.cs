using Dapper;
using Npgsql;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Writes contracts by binary COPY.</summary>
internal static class ContractCopy
{
    private const string Columns =
        """
        id, worker_id, city_id, unit_id, vendor_id, first_day, last_day, decree_number, decree_date, decree_education, position,
        signatory_position, monthly_wage, budget_code, import_id, import_row
        """;

    public static Task InsertAsync(
        NpgsqlConnection connection, RunningImport import, IReadOnlyCollection<ContractRecord> contracts,
        CancellationToken cancellation) =>
        CopyAsync(connection, "contract_period", import, contracts, cancellation);

    /// <summary>Terms never change, and the row that brought a contract stays the one that is on record.</summary>
    public static async Task UpdateAsync(
        NpgsqlConnection connection, RunningImport import, IReadOnlyCollection<ContractRecord> contracts,
        CancellationToken cancellation)
    {
        if (contracts.Count == 0)
            return;
        await connection.ExecuteAsync("create temp table contract_change (like contract_period) on commit drop");
        await CopyAsync(connection, "contract_change", import, contracts, cancellation);
        await connection.ExecuteAsync(
            """
            update contract_period
            set decree_number = c.decree_number, decree_date = c.decree_date, decree_education = c.decree_education,
                position = c.position, signatory_position = c.signatory_position, monthly_wage = c.monthly_wage,
                budget_code = c.budget_code
            from contract_change c
            where c.id = contract_period.id
            """);
    }

    private static Task CopyAsync(
        NpgsqlConnection connection, string table, RunningImport import, IReadOnlyCollection<ContractRecord> contracts,
        CancellationToken cancellation) =>
        connection.CopyAsync(
            $"copy {table} ({Columns}) from stdin (format binary)", contracts, (copy, contract) => Write(copy, import, contract), cancellation);

    private static void Write(CopyRows copy, RunningImport import, ContractRecord contract)
    {
        var (terms, details) = (contract.Terms, contract.Details);
        copy.Id(contract.Id);
        copy.Id(contract.WorkerId);
        copy.Id(import.CityId);
        copy.Id(terms.UnitId);
        copy.Id(terms.VendorId);
        copy.Day(terms.Period.FirstDay);
        copy.Day(terms.Period.LastDay);
        copy.Text(details.DecreeNumber);
        copy.Day(details.DecreeDate);
        copy.Text(details.DecreeEducation);
        copy.Text(details.Position);
        copy.Text(details.SignatoryPosition);
        copy.Amount(details.MonthlyWage);
        copy.Text(details.BudgetCode);
        copy.Id(import.Id);
        copy.Number(contract.Row ?? 0);
    }
}
