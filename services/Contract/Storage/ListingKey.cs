using System.Globalization;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Storage;

/// <summary>The place of a contract in a listing: by day, unit and contract, as the index has them.</summary>
public readonly record struct ListingKey(DateOnly LastDay, Guid UnitId, Guid ContractId)
{
    public static string Of(ContractRecord contract) => $"{contract.LastDay:yyyy-MM-dd} {contract.UnitId:D} {contract.Id:D}";

    /// <exception cref="InvalidInputException">Not a key that a listing gave out.</exception>
    public static ListingKey? From(string? key)
    {
        if (key is null)
            return null;
        return key.Split(' ') is [var day, var unit, var contract]
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var lastDay)
            && Guid.TryParse(unit, out var unitId)
            && Guid.TryParse(contract, out var contractId)
                ? new ListingKey(lastDay, unitId, contractId)
                : throw new InvalidInputException("page_token", key, "is not a token of this listing");
    }
}
