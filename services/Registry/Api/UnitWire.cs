using Workforce.Registry.Cities;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Work units on the wire.</summary>
internal static class UnitWire
{
    /// <param name="showsIdentity">Whether the caller may know who the head is at the identity provider.</param>
    public static V1.WorkUnit ToWire(WorkUnit unit, bool showsIdentity) => new()
    {
        Id = $"{unit.Id}",
        CityId = $"{unit.CityId}",
        Code = unit.Code,
        Name = unit.Name,
        Aliases = { unit.Aliases },
        Kind = unit.Kind,
        Head = new V1.UnitHead { Id = $"{unit.Head.Id}", Name = unit.Head.Name, Title = unit.Head.Title, Subject = showsIdentity ? unit.Head.Subject : "" },
        Superior = unit.Superior,
    };

    /// <summary>The key of a listing by code.</summary>
    public static string KeyOf(WorkUnit unit) => PageKey.Of(unit.Code);

    /// <returns>Null on the first page.</returns>
    public static string? AfterFrom(Page page) => page.After;
}
