using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings.Sheets;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// Rates the workers of a head's units by a sheet: each row is signed, or rejected with a finding. A chunk is one transaction, and stays
/// whatever becomes of the next; the same sheet again changes nothing.
/// </summary>
public sealed class RateByFile(
    RoundStore rounds, RatingPolicyStore policies, FindContractsByNik findContractsByNik, CityDays days, Signing signing, EvaluationMetrics metrics,
    AccessLog accesses, IOptions<SheetOptions> options) : IDisposable
{
    // Each has a chunk and perhaps a workbook's texts in memory, and its file on disk.
    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentSheets);

    /// <param name="content">Read forward once.</param>
    /// <exception cref="NotFoundException">There is no such round within reach.</exception>
    /// <exception cref="InvalidInputException">The file as a whole cannot be read, or lacks a column; nothing is signed.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep a workbook while it is read.</exception>
    public async Task<SheetResult> RateAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        await _files.WaitAsync(cancellation);
        try
        {
            return await RateInTurnAsync(file, content, call, cancellation);
        }
        finally
        {
            _files.Release();
        }
    }

    void IDisposable.Dispose() => _files.Dispose();

    private async Task<SheetResult> RateInTurnAsync(SheetFile file, Stream content, AllowedCall call, CancellationToken cancellation)
    {
        const int fewestColumns = 3;
        await using var records = await FileRefusals.OfAsync(
            file.Sheet, () => TableFile.OpenAsync(content, file.Sheet, fewestColumns, options.Value.Limits(), cancellation));
        var header = await FileRefusals.OfAsync(file.Sheet, () => SheetHeader.ReadAsync(records, cancellation));
        var round = await rounds.GetAsync(file.RoundId, call.Reach, cancellation);
        var ruled = new RuledRound(round, await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation));
        header.Require(ruled.Rules);
        records.Columns = header.InTable;
        var signer = Signer.Of(call, round.CityId, await days.DayOfAsync(round.CityId, call.At, cancellation));

        // Also of a sheet of which nothing is signed the findings are answered.
        await LogAsync(file, round.CityId, [], call);
        var rated = new SheetResult();
        rated.AddUnknown(header.Row, header.Unknown, "a rating sheet");
        var rows = SheetReading.ReadAsync(records, new SheetReader(header, round, records.DayZero).Read, cancellation);
        var seen = new HashSet<Guid>();
        await foreach (var chunk in MatchAsync(rows, ruled, signer, header.Facts, cancellation).ReadAheadAsync(cancellation))
            await SignAsync(rated, chunk, seen, ruled, signer, file, call, cancellation);
        rated.AddRemarks(header.Row, records);
        return rated;
    }

    private async IAsyncEnumerable<Matched> MatchAsync(
        IAsyncEnumerable<SheetChunk<SheetRow>> chunks, RuledRound round, Signer signer, SheetFacts sheet, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var chunk in chunks.WithCancellation(cancellation))
        {
            string[] niks = [.. chunk.Rows.Select(row => row.Nik).Distinct()];
            var contracts = niks.Length == 0 ? null : await findContractsByNik(round.Round.CityId, niks, cancellation);
            yield return new Matched(chunk, [.. chunk.Rows.Select(row => ChoiceOf(row, contracts![row.Nik], round.Round, signer, sheet))]);
        }
    }

    // Of a worker's contracts the one that the sheet names; else the one in the round and the head's units, the latest of several.
    private static RatingToSign ChoiceOf(SheetRow row, IEnumerable<RosterContract> contracts, Round round, Signer signer, SheetFacts sheet)
    {
        var contract = contracts
            .Where(contract => signer.Units.ContainsKey(contract.UnitId) && (row.ContractId is null || contract.ContractId == row.ContractId))
            .OrderByDescending(contract => !contract.IsWithdrawn && round.HasUnit(contract.UnitId) && round.DaysOf(contract.FirstDay, contract.LastDay) is not null)
            .ThenByDescending(contract => contract.LastDay)
            .FirstOrDefault();
        return new RatingToSign(new WorkerRating(contract?.ContractId ?? Guid.Empty, row.ExpectedVersion, row.Facts, sheet), contract);
    }

    private async Task SignAsync(
        SheetResult rated, Matched matched, HashSet<Guid> seen, RuledRound round, Signer signer, SheetFile file, AllowedCall call, CancellationToken cancellation)
    {
        var (chunk, ratings) = matched;
        var findings = new List<SheetFinding>(chunk.Findings);
        var isRepeated = ratings.Select(one => one.Contract is { } contract && !seen.Add(contract.ContractId)).ToList();
        var once = chunk.Rows.Zip(ratings).Where((_, at) => !isRepeated[at]).ToList();
        var outcomes = await signing.SignAsync(round, [.. once.Select(one => one.Second)], signer, cancellation);

        findings.AddRange(chunk.Rows.Where((_, at) => isRepeated[at]).Select(row => FindingOf(row, new Refusal(
            RefusalRule.Duplicate, "contract_id", null, "is of a worker whom a row above rates already; the first counts"))));
        findings.AddRange(once.Zip(outcomes).Where(one => one.Second.Refusal is not null).Select(one => FindingOf(one.First.First, one.Second.Refusal!)));
        metrics.RatingsRefused(RefusalRule.Duplicate, isRepeated.Count(repeated => repeated));
        metrics.RatingsRefused(RefusalRule.Cell, chunk.RowsRead - chunk.Rows.Count);
        rated.Add(
            chunk.RowsRead, outcomes.Count(outcome => outcome.IsNew), outcomes.Count(outcome => outcome is { Rating: not null, IsNew: false }),
            findings, chunk.BrokenOff);
        if (outcomes.Any(outcome => outcome.Rating is not null))
            await LogAsync(file, round.Round.CityId, [.. outcomes.Where(outcome => outcome.Rating is not null).Select(outcome => outcome.Rating!.WorkerId)], call);
    }

    // The row has the NIK, and no id of a contract.
    private static SheetFinding FindingOf(SheetRow row, Refusal refusal) => row.ColumnOf(refusal.Field).Rejected(
        row.Row, refusal.Field == "contract_id" ? row.Nik : refusal.Value ?? "", refusal.Reason);

    private Task LogAsync(SheetFile file, Guid cityId, IReadOnlyList<Guid> workers, AllowedCall call) =>
        accesses.WriteAsync(call, new Accessed(cityId, workers, $"ratings by file {ShownText.MaskWithin(file.Name)}"));

    private sealed record Matched(SheetChunk<SheetRow> Chunk, IReadOnlyList<RatingToSign> Ratings);
}
