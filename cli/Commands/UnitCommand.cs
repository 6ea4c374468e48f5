using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>unit NAME [--city C]</c>: a work unit, its head, what the head has still to rate, and the unit's letter.</summary>
public static class UnitCommand
{
    private static readonly Argument<string> UnitName = new("NAME") { Description = "Name, alias or code of the work unit" };
    private static readonly Option<string?> City = CommonOptions.OptionalCity();

    public static Command Create()
    {
        var command = new Command("unit", "Shows a work unit, its head, the open evaluation requests and its newest letter") { UnitName, City };
        Call.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(Call call)
    {
        var (city, unit) = await FindAsync(call);
        var open = await call.Listings
            .Requests(new ListRequestsRequest { UnitId = unit.Id, State = RequestState.Open })
            .CountAsync(call.Cancellation);
        var newest = (await call.Listings.Letters(new ListLettersRequest { UnitId = unit.Id }).ToListAsync(call.Cancellation))
            .MaxBy(letter => letter.IssuedAt?.ToDateTimeOffset());
        var letter = newest is null
            ? null
            : await call.System.Letters.GetLetterAsync(new GetLetterRequest { LetterId = newest.Id }, cancellationToken: call.Cancellation);
        UnitScreen.Show(call.Screen, city, unit, open, letter);
        return ExitCode.Done;
    }

    private static async Task<(City City, WorkUnit Unit)> FindAsync(Call call)
    {
        var name = call.Get(UnitName).Trim();
        var known = await UnitsAsync(call, call.Get(City));
        var found = known.Where(candidate => Spellings(candidate.Unit).Contains(name, StringComparer.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new BadInputException(
                $"no work unit is called '{name}'{Nearest.Hint(name, known.SelectMany(candidate => Spellings(candidate.Unit)))}"),
            _ => throw new BadInputException(
                $"several cities have a unit called '{name}'; say which with --city: {string.Join(", ", found.Select(candidate => candidate.City.Code))}"),
        };
    }

    private static async Task<List<(City City, WorkUnit Unit)>> UnitsAsync(Call call, string? cityName)
    {
        var cities = cityName is null
            ? await call.Listings.Cities().ToListAsync(call.Cancellation)
            : [await call.System.Cities.GetCityAsync(new GetCityRequest { City = cityName }, cancellationToken: call.Cancellation)];
        return await cities.ToAsyncEnumerable()
            .SelectMany(city => call.Listings.WorkUnits(city.Id).Select(unit => (city, unit)))
            .ToListAsync(call.Cancellation);
    }

    private static IEnumerable<string> Spellings(WorkUnit unit) => [unit.Name, .. unit.Aliases, unit.Code];
}
