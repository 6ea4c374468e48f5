using Google.Protobuf.WellKnownTypes;
using Workforce.Registry.Denials;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Denials on the wire.</summary>
internal static class DenialWire
{
    public static V1.Denial ToWire(Denial denial) => new()
    {
        Id = $"{denial.Id}",
        Issuer = denial.Denied.Issuer,
        Subject = denial.Denied.Subject,
        TokenId = denial.Denied.TokenId,
        Reason = denial.Reason,
        DeniedBy = denial.By.ToWire(),
        DeniedAt = Timestamp.FromDateTime(denial.At),
    };

    /// <param name="usualIssuer">Where the request names none.</param>
    /// <exception cref="InvalidInputException">A field is too long, or has characters that no identity has.</exception>
    public static Denied DeniedFrom(V1.DenyRequest request, string usualIssuer) => new(
        request.Issuer.Length == 0 ? usualIssuer : AppointmentWire.Identity("issuer", request.Issuer),
        request.Subject.Length == 0 ? "" : AppointmentWire.Identity("subject", request.Subject),
        request.TokenId.Length == 0 ? "" : AppointmentWire.Identity("token_id", request.TokenId));

    /// <summary>The key of a listing of denials.</summary>
    public static string KeyOf(Denial denial) => PageKey.Of(denial.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? AfterFrom(Page page) => page.AfterId();
}
