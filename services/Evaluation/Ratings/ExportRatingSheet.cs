using System.Globalization;
using Microsoft.Extensions.Options;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings.Sheets;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Sheets;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Evaluation.Ratings;

/// <summary>A worker whom a head rates, as the register has the worker now.</summary>
/// <param name="Nik">All 16 digits: it goes into the sheet, and is stored nowhere.</param>
public sealed record RosterEntry(Guid ContractId, Guid WorkerId, string Nik, string Name, Guid UnitId, string UnitName, string Position);

/// <summary>The contracts of units in a round, in any order, with names and NIKs.</summary>
public delegate Task<IReadOnlyList<RosterEntry>> ListRoster(Round round, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation);

/// <summary>A rating sheet that was written.</summary>
/// <param name="Content">At its beginning; the caller disposes it.</param>
public sealed record WrittenSheet(string FileName, int Rows, FileStream Content);

/// <summary>Writes the rating sheet of a head's units: their workers, and what is rated already. Handed in as it is, it changes nothing.</summary>
public sealed class ExportRatingSheet(
    RoundStore rounds, RatingPolicyStore policies, RatingStore ratings, ListRoster listRoster, CityDays days, AccessLog accesses, IOptions<SheetOptions> options)
    : IDisposable
{
    private const int WorkersOfEntry = 1_000;

    private readonly SemaphoreSlim _files = new(options.Value.ConcurrentSheets);

    /// <param name="unitId">Null: all units of the round that the caller heads.</param>
    /// <returns>The file, whole and in the access log.</returns>
    /// <exception cref="NotFoundException">There is no such round within reach, or the caller heads no such unit of it today.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep the sheet until it is sent.</exception>
    public async Task<WrittenSheet> ExportAsync(Guid roundId, Guid? unitId, TableFormat format, AllowedCall call, CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(roundId, call.Reach, cancellation);
        var signer = Signer.Of(call, round.CityId, await days.DayOfAsync(round.CityId, call.At, cancellation));
        Guid[] units = [.. signer.Units.Keys.Where(id => round.HasUnit(id) && (unitId is null || id == unitId))];
        if (units.Length == 0)
            throw new NotFoundException("unit of the round", unitId is null ? "of yours" : $"{unitId}", "it takes the head of the unit, by an appointment of today");

        var rules = await policies.GetRulesAsync(round.CityId, round.PolicyVersion, cancellation);
        await _files.WaitAsync(cancellation);
        try
        {
            var entries = await listRoster(round, units, cancellation);
            var rated = (await ratings.ListNewestAsync(round.Id, units, cancellation)).ToDictionary(rating => rating.ContractId);
            foreach (var workers in entries.Select(entry => entry.WorkerId).Distinct().Chunk(WorkersOfEntry).DefaultIfEmpty([]))
                await accesses.WriteAsync(call, new Accessed(round.CityId, workers, $"rating sheet of round {round.Id}"));
            return await WriteAsync(new SheetLayout(round, rules, rated.Values), format, entries, rated, cancellation);
        }
        catch (NoRoomException refusal)
        {
            throw new ExhaustedException(refusal.Message);
        }
        finally
        {
            _files.Release();
        }
    }

    void IDisposable.Dispose() => _files.Dispose();

    private async Task<WrittenSheet> WriteAsync(
        SheetLayout layout, TableFormat format, IReadOnlyList<RosterEntry> entries, Dictionary<Guid, Rating> rated, CancellationToken cancellation)
    {
        var file = SpoolFile.Create(options.Value.Folder);
        try
        {
            await using (var table = await TableWriter.BeginAsync(file, format, "Penilaian", layout.Header, cancellation))
            {
                foreach (var entry in entries.OrderBy(entry => entry.UnitName, StringComparer.Ordinal).ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.ContractId))
                    await table.AddAsync(layout.RowOf(entry, rated.GetValueOrDefault(entry.ContractId)), cancellation);
                await table.EndAsync(cancellation);
            }
            await file.FlushAsync(cancellation);
            file.Position = 0;
            return new WrittenSheet($"penilaian-{layout.Round.PeriodTo.ToIso()}.{(format is TableFormat.Csv ? "csv" : "xlsx")}", entries.Count, file);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The columns of a sheet by the rules of its round.</summary>
    private sealed class SheetLayout(Round round, RatingRules rules, IReadOnlyCollection<Rating> rated)
    {
        private readonly List<SheetColumn> _columns = [.. ColumnsOf(round, rules, rated)];

        public Round Round => round;

        public IReadOnlyList<string> Header => [.. _columns.Select(column => IsRequired(column.Field) ? $"{column.Title}*" : column.Title)];

        public IReadOnlyList<TableCell> RowOf(RosterEntry entry, Rating? rating) => [.. _columns.Select(column => CellOf(column, entry, rating))];

        private static IEnumerable<SheetColumn> ColumnsOf(Round round, RatingRules rules, IReadOnlyCollection<Rating> rated)
        {
            foreach (var field in Enum.GetValues<SheetField>())
            {
                if (field is SheetField.Absence)
                {
                    foreach (var kind in Enum.GetValues<AbsenceKind>())
                        foreach (var column in ColumnsOf(kind, round, rules, rated))
                            yield return column;
                }
                else if (field switch
                {
                    SheetField.Result or SheetField.Conduct => rules.Scheme is RatingScheme.Matrix3x3,
                    SheetField.Score => rules.Scheme is RatingScheme.Score100,
                    SheetField.HeadRecommendation => rules.HeadRecommendation is not HeadRecommendationRule.None,
                    _ => true,
                })
                    yield return new SheetColumn(field);
            }
        }

        // Kinds of which a limit counts the days of a month are asked for month by month; what is signed otherwise has columns of its own.
        // Where a round has a month twice, its name does not tell which: signed days by month have no column then, and stay as they are.
        private static IEnumerable<SheetColumn> ColumnsOf(AbsenceKind kind, Round round, RatingRules rules, IReadOnlyCollection<Rating> rated)
        {
            var signed = rated.SelectMany(rating => rating.Facts.Absences).Where(absence => absence.Kind == kind).ToList();
            var months = MonthsOf(round).ToList();
            var isMonthly = rules.Absences.Counts.Contains(kind) && rules.Absences.Limits.Any(limit => limit.Per is AbsencePeriod.Month);
            var (byMonth, isAmbiguous) = (signed.Any(absence => absence.Month is not null), months.Distinct().Count() < months.Count);
            if (isAmbiguous)
                return byMonth ? [] : [new SheetColumn(SheetField.Absence, kind)];
            return
            [
                .. !isMonthly || signed.Any(absence => absence.Month is null) ? [new SheetColumn(SheetField.Absence, kind)] : Array.Empty<SheetColumn>(),
                .. isMonthly || byMonth ? months.Select(month => new SheetColumn(SheetField.Absence, kind, month)) : [],
            ];
        }

        private static IEnumerable<int> MonthsOf(Round round)
        {
            for (var month = new DateOnly(round.PeriodFrom.Year, round.PeriodFrom.Month, 1); month <= round.PeriodTo; month = month.AddMonths(1))
                yield return month.Month;
        }

        private bool IsRequired(SheetField field) =>
            field is SheetField.Nik or SheetField.Result or SheetField.Conduct or SheetField.Score
            || (field is SheetField.HeadRecommendation && rules.HeadRecommendation is HeadRecommendationRule.Required);

        private static TableCell CellOf(SheetColumn column, RosterEntry entry, Rating? rating) => column.Field switch
        {
            SheetField.Absence => TableCell.Of(DaysOf(column, rating)),
            SheetField.Version => TableCell.Of((long?)rating?.Version),
            _ => TableCell.Of(TextOf(column.Field, entry, rating?.Facts) is { } text ? CellText.Wrapped(text) : null),
        };

        private static long? DaysOf(SheetColumn column, Rating? rating) =>
            rating?.Facts.Absences.FirstOrDefault(absence => absence.Kind == column.Kind && absence.Month?.Month == column.Month)?.Days;

        private static string? OneLine(string? text) => text is null || SheetHeader.TextOf(text) is not { Length: > 0 } line ? null : line;

        private static string? TextOf(SheetField field, RosterEntry entry, RatingFacts? facts) => field switch
        {
            SheetField.Nik => entry.Nik,
            SheetField.Name => entry.Name,
            SheetField.Unit => entry.UnitName,
            SheetField.Position => entry.Position,
            SheetField.ContractId => $"{entry.ContractId}",
            SheetField.Result => facts?.Result is { } result ? SheetWords.Of(result) : null,
            SheetField.Conduct => facts?.Conduct is { } conduct ? SheetWords.Of(conduct) : null,
            SheetField.Score => facts?.Score?.ToString("0.##", CultureInfo.InvariantCulture),
            SheetField.Discipline => OneLine(facts?.Discipline?.Text),
            SheetField.Note => OneLine(facts?.Note),
            SheetField.HeadRecommendation => facts?.HeadRecommendation is { } recommendation ? SheetWords.Of(recommendation) : null,
            SheetField.RatedOn => facts?.RatedOn?.ToIso(),
            _ => null,
        };
    }
}
