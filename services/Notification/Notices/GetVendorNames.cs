namespace Workforce.Notification.Notices;

/// <summary>Names by vendor; vendors whom the register does not have are left out. <c>Peers/VendorNames</c> asks Registry.</summary>
public delegate Task<IReadOnlyDictionary<Guid, string>> GetVendorNames(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancellation);
