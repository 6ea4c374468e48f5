using Workforce.Contract.Contracts;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Refused contracts on the wire.</summary>
internal static class RefusedContractWire
{
    public static V1.RefusedContract ToWire(RefusedContract contract) =>
        new() { Id = $"{contract.Id}", WorkerId = $"{contract.WorkerId}", Reason = contract.Reason };

    /// <summary>The key of a listing by id.</summary>
    public static string KeyOf(RefusedContract contract) => PageKey.Of(contract.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? AfterFrom(Page page) => page.AfterId();
}
