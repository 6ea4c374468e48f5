using System.Diagnostics;
using Microsoft.Extensions.Options;
using Workforce.Registry.Cities;
using Workforce.Registry.Rules;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets;

namespace Workforce.Registry.Exports;

/// <summary>Exports a city's contracts in force on a day, with all that the register has of them, and writes the access log.</summary>
public sealed class ExportRegister(
    CityStore cities, NationalRulesStore nationalRules, ExportStore exports, AccessLog accesses, IOptions<ExportOptions> options) : IDisposable
{
    // Rows that are in memory, and workers of an entry in the access log.
    private const int RowsOfPage = 1_000;

    private static readonly ActivitySource Source = new("Workforce.Registry");

    private readonly string _folder = options.Value.SpoolFolder.Length == 0 ? Path.GetTempPath() : options.Value.SpoolFolder;

    // Each has a connection while its rows are read, and needs another for the access log: were all connections theirs, they would wait for ever.
    private readonly SemaphoreSlim _exports = new(options.Value.ConcurrentExports);

    private readonly KeptExports _kept = new(options.Value.KeptExports, options.Value.KeptExportsOfCaller);

    /// <returns>The files, whole and in the access log; the caller sends and disposes them.</returns>
    /// <exception cref="NotFoundException">No such city, or the city has no such rules.</exception>
    /// <exception cref="ExhaustedException">There is no room to keep the files until they are sent, or too many are kept, of the caller or in all.</exception>
    public async Task<ExportFiles> ExportAsync(Export export, AllowedCall call, CancellationToken cancellation)
    {
        var place = _kept.Take(call.Actor);
        try
        {
            var files = await WriteInTurnAsync(export, call, cancellation);
            files.OnDisposed(place);
            return files;
        }
        catch
        {
            place.Dispose();
            throw;
        }
    }

    void IDisposable.Dispose() => _exports.Dispose();

    private async Task<ExportFiles> WriteInTurnAsync(Export export, AllowedCall call, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(export.CityId, cancellation);
        var rules = export.Layout is ExportLayout.National ? await GetRulesAsync(city, export.RulesOf, cancellation) : null;
        await _exports.WaitAsync(cancellation);
        try
        {
            return await WriteAsync(new RunningExport(export, city.Code, rules), call, cancellation);
        }
        catch (NoRoomException refusal)
        {
            throw new ExhaustedException(refusal.Message);
        }
        catch (IOException)
        {
            throw new ExhaustedException("the service has no room to keep the export until it is sent: its disk is full");
        }
        finally
        {
            _exports.Release();
        }
    }

    private async Task<NationalRules> GetRulesAsync(City city, DateOnly? rulesOf, CancellationToken cancellation)
    {
        if (await nationalRules.FindAsync(city.Id, rulesOf, cancellation) is { } rules)
            return rules;
        var days = await nationalRules.ListDaysAsync(city.Id, cancellation);
        throw new NotFoundException(
            "the day of rules", rulesOf?.ToIso() ?? "latest",
            days.Count == 0 ? "the city has no rules of a national export: write national_export into its policy and apply the city"
                : $"the city has rules of {string.Join(", ", days.Select(day => day.ToIso()))}");
    }

    private async Task<ExportFiles> WriteAsync(RunningExport export, AllowedCall call, CancellationToken cancellation)
    {
        using var span = Source.StartActivity("export register");
        var files = await ExportFiles.BeginAsync(export, _folder, cancellation);
        try
        {
            var part = 0;
            await foreach (var page in exports.ReadAsync(export.Export.CityId, export.Export.AsOf, RowsOfPage, cancellation))
            {
                files.LeaveOut(page.OfOtherCity);
                foreach (var row in page.Rows)
                    await files.AddAsync(row, cancellation);
                var parts = Math.Max(1, (page.Contracts + RowsOfPage - 1) / RowsOfPage);
                await LogAsync(call, export, page.Rows, export.Selection(page.Contracts, ++part, parts));
            }
            await files.EndAsync(cancellation);
            span?.SetTag("workforce.export.rows", files.Sums.Contracts);
            return files;
        }
        catch
        {
            await files.DisposeAsync();
            throw;
        }
    }

    private Task LogAsync(AllowedCall call, RunningExport export, IReadOnlyList<ExportRow> rows, string selection) =>
        accesses.WriteAsync(call, new Accessed(export.Export.CityId, [.. rows.Select(row => row.WorkerId).Distinct()], selection));
}
