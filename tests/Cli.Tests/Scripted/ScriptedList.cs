using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Records who resigned, and refuses everyone else, for another separation stands; rejects a row of each sheet.</summary>
internal sealed class ScriptedSeparations(Script script) : SeparationService.SeparationServiceBase
{
    public const string SeparationId = "22222222-2222-2222-2222-222222222222";

    public override Task<RecordSeparationsReply> RecordSeparations(RecordSeparationsRequest request, ServerCallContext context)
    {
        script.Separated.Add(request);
        var isRecorded = request.Separations[0].Code is SeparationCode.Resigned;
        return Task.FromResult(new RecordSeparationsReply
        {
            Recorded = isRecorded ? 1 : 0,
            Refused = isRecorded ? 0 : 1,
            Outcomes =
            {
                new SeparationOutcome
                {
                    ContractId = request.Separations[0].ContractId,
                    Result = isRecorded ? RecordResult.Recorded : RecordResult.Refused,
                    Separation = Resigned(),
                    Refusal = isRecorded ? null : new Refusal { Rule = "recorded", Field = "separations[0].code", Value = "died", Reason = "is not what stands", WhatToDo = "withdraw that one" },
                },
            },
        });
    }

    public override async Task<RecordSeparationsByFileReply> RecordSeparationsByFile(IAsyncStreamReader<RecordSeparationsByFileRequest> requestStream, ServerCallContext context)
    {
        await foreach (var part in requestStream.ReadAllAsync())
            script.SeparationsFile ??= part.Header;
        return new RecordSeparationsByFileReply
        {
            RowsRead = 82,
            RowsRecorded = 81,
            RowsRejected = 1,
            Findings = { new Finding { Severity = Severity.Rejected, Row = 7, Column = "Kode", Value = "cuti", Reason = "is none of cpns, pppk" } },
        };
    }

    public override Task<Separation> WithdrawSeparation(WithdrawSeparationRequest request, ServerCallContext context)
    {
        var separation = Resigned();
        separation.Withdrawal = new SeparationWithdrawal { Reason = request.Reason, WithdrawnBy = new Actor { Name = "Yohana Taek" }, WithdrawnAt = At };
        return Task.FromResult(separation);
    }

    public override Task<ListSeparationsReply> ListSeparations(ListSeparationsRequest request, ServerCallContext context)
    {
        script.SeparationsAsked.Add(request.Clone());
        return Task.FromResult(new ListSeparationsReply { Separations = { Resigned() } });
    }

    public override Task<CountSeparationsReply> CountSeparations(CountSeparationsRequest request, ServerCallContext context) => Task.FromResult(new CountSeparationsReply
    {
        Counts = { new SeparationCount { Code = SeparationCode.Cpns, Separations = 14 }, new SeparationCount { Code = SeparationCode.AgeLimit, Separations = 46 } },
    });

    internal static Timestamp At { get; } = Timestamp.FromDateTimeOffset(new DateTimeOffset(2021, 1, 6, 9, 0, 0, TimeSpan.FromHours(8)));

    private Separation Resigned() => new()
    {
        Id = SeparationId,
        CityId = script.City.Id,
        ContractId = "11111111-1111-1111-1111-111111111111",
        UnitId = script.Units[0].Id,
        Code = SeparationCode.Resigned,
        EffectiveOn = "2020-12-23",
        Paper = new Paper { Number = "887/1", Date = "2020-12-22" },
        RecordedAt = At,
        RecordedBy = new Actor { Name = "Yohana Taek" },
    };
}

/// <summary>Records what is said on paper, and refuses everything else.</summary>
internal sealed class ScriptedWillingness(Script script) : WillingnessService.WillingnessServiceBase
{
    public override Task<RecordStatementsReply> RecordStatements(RecordStatementsRequest request, ServerCallContext context)
    {
        script.Statements.Add(request);
        var said = request.Statements[0];
        var isRecorded = said.Paper is not null;
        return Task.FromResult(new RecordStatementsReply
        {
            Recorded = isRecorded ? 1 : 0,
            Refused = isRecorded ? 0 : 1,
            Outcomes =
            {
                new StatementOutcome
                {
                    ContractId = said.ContractId,
                    Result = isRecorded ? RecordResult.Recorded : RecordResult.Refused,
                    Statement = isRecorded ? StatementOf(said) : null,
                    Refusal = isRecorded ? null : new Refusal { Rule = "paper", Field = "statements[0].paper.number", Reason = "is required of the personnel office", WhatToDo = "give number and date of the worker's paper" },
                },
            },
        });
    }

    public override Task<ListStatementsReply> ListStatements(ListStatementsRequest request, ServerCallContext context) => Task.FromResult(new ListStatementsReply
    {
        Statements = { StatementOf(new NewStatement { ContractId = "c1", Willingness = Willingness.NotWilling, Paper = new Paper { Number = "800/7", Date = "2020-12-28" } }) },
    });

    private Statement StatementOf(NewStatement said) => new()
    {
        Id = "33333333-3333-3333-3333-333333333333",
        CityId = script.City.Id,
        ContractId = said.ContractId,
        UnitId = script.Units[0].Id,
        Willingness = said.Willingness,
        SaidOn = "2020-12-28",
        Paper = said.Paper,
        RecordedAt = ScriptedSeparations.At,
        RecordedBy = new Actor { Name = "Yohana Taek" },
    };
}
