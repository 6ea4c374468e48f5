namespace Workforce.Contract.Events;

/// <summary>An expired contract whose worker goes on by the next one (kontrak berikutnya), in the same city and from the next day at the latest.</summary>
/// <param name="ContractId">One of the batch.</param>
/// <param name="NextContractId">The contract by which the worker goes on.</param>
/// <param name="NextUnitId">Where.</param>
/// <param name="NextVendorId">The employer, or null when it is the city.</param>
/// <param name="NextFirstDay">In the city's own calendar; at the latest the day after the batch's last day.</param>
/// <param name="RatesPastPeriod">Whether the head is asked for a rating nevertheless, as the cycle's policy decides.</param>
public sealed record ContinuingContract(
    Guid ContractId, Guid NextContractId, Guid NextUnitId, Guid? NextVendorId, DateOnly NextFirstDay, bool RatesPastPeriod);
