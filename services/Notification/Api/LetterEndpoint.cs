using Grpc.Core;
using Workforce.Notification.Circulars;
using Workforce.Notification.Cycles;
using Workforce.Notification.Letters;
using Workforce.Notification.Notices;
using Workforce.Documents;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Api;

/// <summary>Serves <c>notification/v1/letters.proto</c>.</summary>
public sealed class LetterEndpoint(LetterStore letters, NoticeStore notices, CycleStore cycles, TemplateLibrary templates, AccessLog accesses)
    : V1.LetterService.LetterServiceBase
{
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    public override async Task<V1.ListLettersReply> ListLetters(V1.ListLettersRequest request, ServerCallContext context)
    {
        var cycleId = Field.OptionalUuid("cycle_id", request.CycleId);
        var unitId = Field.OptionalUuid("unit_id", request.UnitId);
        if ((cycleId ?? unitId) is null)
            throw new InvalidInputException("cycle_id", null, "is required unless unit_id is given");
        var page = Page.From(request.PageSize, request.PageToken, UsualPage, LargestPage);

        var rows = await letters.ListAsync(cycleId, unitId, LetterWire.AfterFrom(page), page.Size, context.Allowed().Reach, context.CancellationToken);
        return new V1.ListLettersReply
        {
            Letters = { rows.Select(LetterWire.ToWire) },
            NextPageToken = page.Next(rows, LetterWire.KeyOf),
        };
    }

    public override async Task<V1.Letter> GetLetter(V1.GetLetterRequest request, ServerCallContext context)
    {
        var letterId = Field.Uuid("letter_id", request.LetterId);
        var language = LanguageField.Optional(request.Language);

        var found = await letters.FindAsync(letterId, context.Allowed().Reach, context.CancellationToken)
            ?? throw new NotFoundException("letter", request.LetterId);
        var cycle = await CycleAsync(found.Letter.CycleId, context.CancellationToken);
        var workers = await notices.ListEvaluatedAsync(found.Letter.CycleId, found.Letter.UnitId, context.CancellationToken);

        await accesses.WriteAsync(context.Allowed(), new Accessed(cycle.CityId, [.. LetterText.ToRate(workers).Select(worker => worker.Id)], $"letter {letterId}"));

        var written = LetterText.Write(templates, found.Letter, cycle, workers, language ?? cycle.Language);
        var letter = LetterWire.ToWire(found);
        (letter.Subject, letter.Text) = (written.Subject, written.Text);
        letter.Workers = LetterText.ToRate(workers).Count;
        letter.Rated = workers.Count - letter.Workers;
        return letter;
    }

    public override async Task<V1.Circular> GetCircular(V1.GetCircularRequest request, ServerCallContext context)
    {
        var cycleId = Field.Uuid("cycle_id", request.CycleId);
        var language = LanguageField.Optional(request.Language);

        var cycle = await CycleAsync(cycleId, context.CancellationToken);
        var written = CircularText.Write(templates, cycle, language ?? cycle.Language);
        return new V1.Circular
        {
            CycleId = $"{cycle.Id}",
            Subject = written.Subject,
            Text = written.Text,
            ExemptedUnits = { CircularText.ExemptedUnitsOf(cycle) },
        };
    }

    private async Task<Cycle> CycleAsync(Guid cycleId, CancellationToken cancellation)
    {
        var found = await cycles.ListAsync([cycleId], cancellation);
        return found.GetValueOrDefault(cycleId) ?? throw new NotFoundException("cycle", $"{cycleId}", "no notice of it was issued");
    }
}
