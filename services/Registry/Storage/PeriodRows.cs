using Dapper;
using Npgsql;
using Workforce.Registry.Contracts;

namespace Workforce.Registry.Storage;

/// <summary>Contract periods as rows.</summary>
internal static class PeriodRows
{
    private const string SelectPeriod =
        """
        select id, worker_id as WorkerId, unit_id as UnitId, vendor_id as VendorId, first_day as FirstDay, last_day as LastDay
        from contract_period
        """;

    public static async Task<IReadOnlyList<ContractPeriod>> ReadAsync(
        NpgsqlConnection connection, string which, object parameters, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<StoredPeriod>(new CommandDefinition(
            $"{SelectPeriod} {which}", parameters, cancellationToken: cancellation));
        return [.. rows.Select(row => row.Period())];
    }

    private sealed record StoredPeriod(Guid Id, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay)
    {
        public ContractPeriod Period() => new(Id, WorkerId, new ContractTerms(UnitId, VendorId, new Period(FirstDay, LastDay)));
    }
}
