using Workforce.Contract.States;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>States of workers on the wire.</summary>
internal static class StateWire
{
    /// <exception cref="InvalidInputException">A field is wrong.</exception>
    public static StateFilter FilterFrom(V1.ListStatesRequest request) =>
        new(Field.OptionalUuid("unit_id", request.UnitId), EnumField.Optional<WorkerState>("state", (int)request.State));

    /// <returns>Null on the first page.</returns>
    public static (Guid UnitId, Guid ContractId)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    public static V1.ListStatesReply ToWire(StatePage page, string nextPage) => new()
    {
        States = { page.States.Select(ToWire) },
        NextPageToken = nextPage,
        Day = Field.Iso(page.Population.Day),
        // What is out of reach is answered as what does not exist: byte for byte, at whatever moment.
        KnownAt = page.States.Count == 0 ? null : Timestamp.FromDateTime(page.Population.KnownAt),
    };

    public static V1.CountStatesReply ToWire(StateCounts counts) => new()
    {
        Day = Field.Iso(counts.Population.Day),
        KnownAt = Timestamp.FromDateTime(counts.Population.KnownAt),
        Population = counts.Workers,
        Counts =
        {
            counts.Counts.Select(count => new V1.StateCount { UnitId = $"{count.UnitId}", State = (V1.WorkerState)count.State, Decided = (V1.RenewalOutcome)(count.Decided ?? 0), Workers = count.Workers }),
        },
    };

    public static V1.CheckStatesReply ToWire(StatesCheck check) => new()
    {
        Day = Field.Iso(check.Counts.Population.Day),
        KnownAt = Timestamp.FromDateTime(check.Counts.Population.KnownAt),
        Population = check.Counts.Workers,
        Counted = check.Counted,
        Registered = check.Registered,
        Unclosed =
        {
            check.Unclosed.Select(unit => new V1.UnclosedUnit { UnitId = $"{unit.UnitId}", Counted = unit.Counted, Registered = unit.Registered }),
        },
    };

    private static V1.StateOfWorker ToWire(StateOfWorker state) => new()
    {
        WorkerId = $"{state.WorkerId}",
        ContractId = $"{state.ContractId}",
        UnitId = $"{state.UnitId}",
        State = (V1.WorkerState)state.State,
        Since = Field.Iso(state.Since),
        Decided = (V1.RenewalOutcome)(state.Decided ?? 0),
    };
}
