using System.Security.Cryptography;
using Grpc.Core;
using Workforce.Cli.Cities;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;

namespace Workforce.Cli.Stories.Acts;

/// <summary>
/// <c>propose: FILE</c>, <c>propose: { file: FILE, as_recommended: true }</c>, or without a file: the personnel office proposes whose contract of
/// the newest cycle is renewed, by name in a sheet, and all others as they are recommended.
/// </summary>
/// <param name="Path">Empty without a sheet.</param>
/// <param name="AsRecommended">All others of the list too.</param>
public sealed record ProposeDecisions(string Path, bool AsRecommended) : IStoryAct
{
    public const string Field = "propose";

    private const string FileField = "file";
    private const string AsRecommendedField = "as_recommended";

    public string Title => Path.Length == 0
        ? "The personnel office proposes to decide all as recommended"
        : $"The personnel office proposes whose contract is renewed: {System.IO.Path.GetFileName(Path)}{(AsRecommended ? ", and all others as recommended" : "")}";

    public bool NeedsNight => true;

    public static ProposeDecisions Read(YamlSection step, StoryFolder folder)
    {
        if (!step.IsSection(Field))
            return step.OptionalText(Field) is null ? new ProposeDecisions("", AsRecommended: true) : new ProposeDecisions(folder.File(step, Field), AsRecommended: false);
        var proposal = step.Section(Field).Allow(FileField, AsRecommendedField);
        var path = proposal.OptionalText(FileField) is null ? "" : folder.File(proposal, FileField);
        var asRecommended = proposal.Flag(AsRecommendedField) ?? path.Length == 0;
        return path.Length > 0 || asRecommended
            ? new ProposeDecisions(path, asRecommended)
            : throw proposal.Invalid(AsRecommendedField, "is false and no file is named: nothing would be proposed");
    }

    public async Task PlayAsync(Stage stage)
    {
        // Proposed again, it would replace what was proposed since.
        if (stage.IsPast && await stage.Listings.Cycles(stage.City.Id).SelectMany(known => stage.Listings.Proposals(known.CycleId))
            .AnyAsync(proposal => proposal.ProposedAt.ToDateTimeOffset() >= stage.At, stage.Cancellation))
        {
            stage.Screen.Line("[green]✓[/] Proposed before");
            return;
        }
        var cycle = await CycleChoice.FindAsync(stage.Listings, stage.City, lastDay: "");
        var (id, proposed, refusals) = Path.Length == 0 ? await ProposeAllAsync(stage, cycle) : await ProposeByFileAsync(stage, cycle);
        StoryScreen.ShowRefused(stage.Screen, refusals);
        if (id.Length == 0)
            throw new BadInputException($"nothing is proposed of the contracts through {Words.Day(cycle.LastDay)}; a step above is to recommend, such as {{ at: …, {RecommendRenewals.Field}: {cycle.LastDay} }}");
        stage.Screen.Line($"[green]✓[/] {Words.Count(proposed, "decision")} proposed");
    }

    private static async Task<(string Id, int Proposed, IReadOnlyList<RefusedDecision> Refusals)> ProposeAllAsync(Stage stage, CycleProgress cycle)
    {
        var request = new ProposeRequest { CycleId = cycle.CycleId, AsRecommended = true, RequestId = StepRequest.IdOf(stage, Field, cycle.CycleId) };
        var reply = await Retry.WhileUnreachableAsync(() => FollowedDecision.ProposeAsync(stage.System, request, stage.Cancellation), stage.Cancellation);
        return (reply.ProposalId, reply.Proposed, reply.Refusals);
    }

    private async Task<(string Id, int Proposed, IReadOnlyList<RefusedDecision> Refusals)> ProposeByFileAsync(Stage stage, CycleProgress cycle)
    {
        await using var file = await RegisterSource.OpenAsync(Path, stage.Cancellation);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stage.Cancellation));
        var header = new ProposalFileHeader
        {
            CityId = stage.City.Id,
            CycleId = cycle.CycleId,
            AsRecommended = AsRecommended,
            RequestId = StepRequest.IdOf(stage, Field, cycle.CycleId, hash, AsRecommended ? AsRecommendedField : ""),
        };
        var upload = Uploads.Of(stage.System.Decisions, header, file, System.IO.Path.GetFileName(Path));
        ProposeByFileReply? reply = null;
        try
        {
            await Bars.ShowAsync(stage.Screen, [upload.Sent], async () => reply = await upload.SendAsync(stage.Cancellation));
        }
        catch (RpcException fault) when (FailedCall.IsOfTheInput(fault))
        {
            throw new BadInputException($"{Path}: {FailedCall.SentenceOf(fault)}");
        }
        RejectedRows.Check(stage.Screen, Path, reply!.RowsRejected, reply.Findings, reply.FindingsTruncated, reply.BrokenOff, areOthersIn: reply.ProposalId.Length > 0);
        return (reply.ProposalId, reply.Proposed, reply.Refusals);
    }
}
