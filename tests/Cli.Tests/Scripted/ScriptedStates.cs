using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Contract.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Kupang on 5 January 2021: 1,020 exempt and 1,160 furloughed. Two pages of one worker each.</summary>
internal sealed class ScriptedStates(Script script) : StateService.StateServiceBase
{
    private static readonly Timestamp KnownAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 5, 4, 0, 0, 123, TimeSpan.Zero));

    public override Task<CountStatesReply> CountStates(CountStatesRequest request, ServerCallContext context)
    {
        script.StatesCounted.Add(request);
        return Task.FromResult(new CountStatesReply
        {
            Day = "2021-01-05",
            KnownAt = KnownAt,
            Population = 2_180,
            Counts =
            {
                new StateCount { UnitId = script.Units[0].Id, State = WorkerState.Exempt, Workers = 1_020 },
                new StateCount { UnitId = script.Units[1].Id, State = WorkerState.Furloughed, Workers = 1_160 },
            },
        });
    }

    public override Task<ListStatesReply> ListStates(ListStatesRequest request, ServerCallContext context)
    {
        script.StatesListed.Add(request.Clone());
        var isFirst = request.PageToken.Length == 0;
        return Task.FromResult(new ListStatesReply
        {
            Day = "2021-01-05",
            KnownAt = KnownAt,
            States = { new StateOfWorker { WorkerId = isFirst ? "one" : "other", ContractId = "contract", UnitId = script.Units[0].Id, State = WorkerState.Exempt, Since = "2021-01-01" } },
            NextPageToken = isFirst ? "next" : "",
        });
    }

    public override Task<CheckStatesReply> CheckStates(CheckStatesRequest request, ServerCallContext context) => Task.FromResult(new CheckStatesReply
    {
        Day = "2021-01-05",
        KnownAt = KnownAt,
        Population = 2_180,
        Counted = 2_180,
        Registered = 2_180 + script.Unclosed.Sum(unit => unit.Registered - unit.Counted),
        Unclosed = { script.Unclosed },
    });
}
