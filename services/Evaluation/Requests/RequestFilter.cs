namespace Workforce.Evaluation.Requests;

/// <summary>Which requests are meant: all that is given must hold, null is anything.</summary>
public sealed record RequestFilter(
    Guid? CityId = null, Guid? CycleId = null, Guid? UnitId = null, Guid? HeadId = null, Guid? ContractId = null,
    RequestState? State = null)
{
    /// <summary>Whether it names something that requests are looked up by; a state alone does not.</summary>
    public bool IsBounded => (CityId ?? CycleId ?? UnitId ?? HeadId ?? ContractId) is not null;
}
