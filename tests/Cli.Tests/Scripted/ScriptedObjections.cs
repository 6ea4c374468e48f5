using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>Takes every objection and every ruling; lists an open one that is late, and one that was granted, or in a story its own.</summary>
internal sealed class ScriptedObjections(Script script) : ObjectionService.ObjectionServiceBase
{
    public const string ObjectionId = "00000000-0000-0000-0000-0000000000b1";

    public override Task<Objection> FileObjection(FileObjectionRequest request, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
            return Task.FromResult(script.Story.File(script, request));
        script.Filed.Add(request);
        return Task.FromResult(Open(request.Reason));
    }

    public override Task<Objection> RuleOnObjection(RuleOnObjectionRequest request, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
            return Task.FromResult(script.Story.Rule(request, ScriptedStory.CallerOf(context)));
        script.Rulings.Add(request);
        return Task.FromResult(Ruled(request.Outcome, request.Reason));
    }

    public override Task<ListObjectionsReply> ListObjections(ListObjectionsRequest request, ServerCallContext context)
    {
        if (script.Story.IsPlayed)
            return Task.FromResult(new ListObjectionsReply { Objections = { script.Story.Objections } });
        script.ObjectionsAsked.Add(request);
        return Task.FromResult(new ListObjectionsReply
        {
            Objections = { new Objection(Open("Saya hadir [setiap] hari.")) { Late = true }, Ruled(RulingOutcome.Granted, "Bukti diterima.") },
        });
    }

    private static Objection Ruled(RulingOutcome outcome, string reason) => new(Open("Nilai keliru."))
    {
        Ruling = new Ruling { Outcome = outcome, Reason = reason, Version = 2, RuledBy = new Actor { Name = "Sekretaris Daerah" }, Capacity = Capacity.Pj },
    };

    private static Objection Open(string reason) => new()
    {
        Id = ObjectionId,
        UnitId = "unit-a",
        ContractId = "contract-a",
        Version = 1,
        Reason = reason,
        FiledOn = "2021-01-04",
        RulingDue = "2021-01-09",
        FiledBy = new Actor { Name = "Yohana Taek" },
    };
}
