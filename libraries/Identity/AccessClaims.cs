namespace Workforce.Identity;

/// <summary>Claims of tokens by the names that they have unless a provider is configured to use others (<c>Access:Claims</c>).</summary>
public static class AccessClaims
{
    public const string UsualAudience = "workforce";

    public const string Roles = "roles";
    public const string City = "city";
    public const string Worker = "worker_id";
    public const string Vendor = "vendor_id";
    public const string Scope = "scope";

    /// <summary>The scope that includes all others.</summary>
    public const string EveryScope = "workforce";
}
