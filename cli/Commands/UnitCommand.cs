using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>unit NAME [--city C]</c>: a work unit (unit kerja), its head, the open evaluation requests, and the unit's newest letter.</summary>
public static class UnitCommand
{
    private static readonly Argument<string> UnitName = new("NAME") { Description = "Name, alias or code of the work unit" };
    private static readonly Option<string?> City = CommonOptions.OptionalCity();

    public static Command Create()
    {
        var command = new Command("unit", "Shows a work unit, its head, the open evaluation requests and its newest letter") { UnitName, City };
        CommandRun.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var (city, unit) = await FindAsync(run);
        var open = await run.Listings
            .Requests(new ListRequestsRequest { UnitId = unit.Id, State = RequestState.Open })
            .ToListAsync(run.Cancellation);
        var asked = await AskedAsync(run, unit, open);
        var newest = (await run.Listings.Letters(new ListLettersRequest { UnitId = unit.Id }).ToListAsync(run.Cancellation))
            .MaxBy(letter => letter.IssuedAt?.ToDateTimeOffset());
        var letter = newest is null
            ? null
            : await run.System.Letters.GetLetterAsync(new GetLetterRequest { LetterId = newest.Id }, cancellationToken: run.Cancellation);
        UnitScreen.Show(run.Screen, city, unit, asked, letter);
        return ExitCode.Done;
    }

    // A request has the id of the head whom its cycle froze, and the cycle has name and office: the register's own head may be another by now.
    private static async Task<IReadOnlyList<AskedHead>> AskedAsync(CommandRun run, WorkUnit unit, IReadOnlyList<EvaluationRequest> open)
    {
        var asked = new List<AskedHead>();
        foreach (var requests in open.GroupBy(request => request.CycleId))
        {
            var cycle = await run.System.Cycles.GetCycleAsync(new GetCycleRequest { CycleId = requests.Key }, cancellationToken: run.Cancellation);
            var frozen = cycle.Units.FirstOrDefault(candidate => candidate.UnitId == unit.Id);
            asked.AddRange(
                from request in requests
                group request by (request.HeadId, request.DueDay) into same
                select frozen?.HeadId == same.Key.HeadId
                    ? new AskedHead(frozen.HeadName, frozen.HeadTitle, same.Count(), cycle.LastDay, same.Key.DueDay)
                    : new AskedHead($"head {same.Key.HeadId}", "", same.Count(), cycle.LastDay, same.Key.DueDay));
        }
        return [.. asked.OrderBy(head => head.LastDay, StringComparer.Ordinal).ThenBy(head => head.DueDay, StringComparer.Ordinal)];
    }

    private static async Task<(City City, WorkUnit Unit)> FindAsync(CommandRun run)
    {
        var name = run.Get(UnitName).Trim();
        var known = await UnitsAsync(run, run.Get(City));
        var found = known.Where(candidate => UnitChoice.Spellings(candidate.Unit).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new BadInputException(
                $"no work unit is called '{name}'{Nearest.Hint(name, known.SelectMany(candidate => UnitChoice.Spellings(candidate.Unit)))}"),
            _ => throw new BadInputException(
                $"several cities have a unit called '{name}'; say which with --city: {string.Join(", ", found.Select(candidate => candidate.City.Code))}"),
        };
    }

    private static async Task<List<(City City, WorkUnit Unit)>> UnitsAsync(CommandRun run, string? cityName)
    {
        var cities = cityName is null
            ? await run.Listings.Cities().ToListAsync(run.Cancellation)
            : [await run.FindCityAsync(cityName)];
        return await cities.ToAsyncEnumerable()
            .SelectMany(city => run.Listings.WorkUnits(city.Id).Select(unit => (city, unit)))
            .ToListAsync(run.Cancellation);
    }
}
