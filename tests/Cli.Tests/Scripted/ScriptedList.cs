using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Records who resigned, and refuses everyone else, for another separation stands; rejects a row of each sheet but of a story.</summary>
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
        using var bytes = new MemoryStream();
        await foreach (var part in requestStream.ReadAllAsync())
        {
            script.SeparationsFile ??= part.Header;
            part.Content.WriteTo(bytes);
        }
        if (script.Story.IsPlayed)
            return script.Story.Separate(script, Encoding.UTF8.GetString(bytes.ToArray()), ScriptedStory.CallerOf(context));
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
        return Task.FromResult(new ListSeparationsReply
        {
            Separations = { script.Story.IsPlayed ? script.Story.Separations.Where(one => one.Withdrawal is null || request.WithWithdrawn) : [Resigned()] },
        });
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

/// <summary>Records what is said on paper, once, but of one day, and refuses everything else.</summary>
internal sealed class ScriptedWillingness(Script script) : WillingnessService.WillingnessServiceBase
{
    /// <summary>That is later than today.</summary>
    public const string ToCome = "2099-12-31";

    public override Task<RecordStatementsReply> RecordStatements(RecordStatementsRequest request, ServerCallContext context)
    {
        var known = script.Statements.SelectMany(earlier => earlier.Statements).ToHashSet();
        script.Statements.Add(request);
        var reply = new RecordStatementsReply();
        foreach (var (at, said) in request.Statements.Index())
        {
            var refusal = RefusalOf(said, at);
            var result = refusal is not null ? RecordResult.Refused : known.Contains(said) ? RecordResult.Unchanged : RecordResult.Recorded;
            reply.Outcomes.Add(new StatementOutcome { ContractId = said.ContractId, Result = result, Statement = refusal is null ? StatementOf(said) : null, Refusal = refusal });
        }
        (reply.Recorded, reply.Unchanged, reply.Refused) = (Of(RecordResult.Recorded), Of(RecordResult.Unchanged), Of(RecordResult.Refused));
        return Task.FromResult(reply);

        int Of(RecordResult result) => reply.Outcomes.Count(outcome => outcome.Result == result);
    }

    private static Refusal? RefusalOf(NewStatement said, int at) => said.Paper switch
    {
        null => new Refusal { Rule = "paper", Field = $"statements[{at}].paper.number", Reason = "is required of the personnel office", WhatToDo = "give number and date of the worker's paper" },
        { Date: ToCome } => new Refusal { Rule = "said_on", Field = $"statements[{at}].said_on", Value = ToCome, Reason = "is to come", WhatToDo = "give the day on which the worker said it" },
        _ => null,
    };

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
