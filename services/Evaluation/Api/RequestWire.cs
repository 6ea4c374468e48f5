using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Evaluation.Api;

/// <summary>Evaluation requests on the wire.</summary>
internal static class RequestWire
{
    public static V1.EvaluationRequest ToWire(EvaluationRequest request) => new()
    {
        Id = $"{request.Id}",
        ContractId = $"{request.ContractId}",
        WorkerId = $"{request.WorkerId}",
        CityId = $"{request.CityId}",
        CycleId = $"{request.CycleId}",
        UnitId = $"{request.UnitId}",
        HeadId = $"{request.HeadId}",
        DueDay = Field.Iso(request.DueDay),
        State = ToWire(request.State),
    };

    /// <returns>Null for any state.</returns>
    /// <exception cref="InvalidInputException">No state of a request.</exception>
    public static RequestState? StateFrom(V1.RequestState state) => state switch
    {
        V1.RequestState.Unspecified => null,
        V1.RequestState.Open => RequestState.Open,
        V1.RequestState.Withdrawn => RequestState.Withdrawn,
        V1.RequestState.Satisfied => RequestState.Satisfied,
        _ => throw new InvalidInputException("state", $"{state}", "is not a state of a request"),
    };

    /// <summary>The key of a listing by id.</summary>
    public static string KeyOf(EvaluationRequest request) => PageKey.Of(request.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? AfterFrom(Page page) => page.AfterId();

    private static V1.RequestState ToWire(RequestState state) => state switch
    {
        RequestState.Open => V1.RequestState.Open,
        RequestState.Withdrawn => V1.RequestState.Withdrawn,
        RequestState.Satisfied => V1.RequestState.Satisfied,
        _ => V1.RequestState.Unspecified,
    };
}
