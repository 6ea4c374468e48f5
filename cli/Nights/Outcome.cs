using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>
/// The services' listings, compared with the register: each due contract must be expired once, with one evaluation request and
/// one notice, and each unit's head must have one letter for each last day.
/// </summary>
/// <param name="Contracts">Expired contracts, listed by Contract.</param>
/// <param name="Requests">Evaluation requests, listed by Evaluation.</param>
/// <param name="Notices">Notices to workers, listed by Notification.</param>
/// <param name="KeepWorking">Notices to workers who keep working; the other workers stay home (dirumahkan).</param>
/// <param name="Letters">Letters to heads, listed by Notification.</param>
public sealed record Outcome(Tally Contracts, Tally Requests, Tally Notices, int KeepWorking, Tally Letters)
{
    public int StayHome => Notices.Found - KeepWorking;

    /// <summary>Entries that the register demands and a listing lacks.</summary>
    public int Lost => Contracts.Missing + Requests.Missing + Notices.Missing + Letters.Missing;

    /// <summary>Entries of a listing beyond the first, and entries that the register does not demand.</summary>
    public int Doubled => Contracts.Surplus + Requests.Surplus + Notices.Surplus + Letters.Surplus;

    public NightReport.Breakdown Of(Func<Tally, int> part) => new(part(Contracts), part(Requests), part(Notices), part(Letters));

    public static async Task<Outcome> ReadAsync(Listings listings, string cityId, Due due, IReadOnlyList<CycleProgress> cycles)
    {
        var days = cycles.ToDictionary(cycle => cycle.CycleId, cycle => cycle.LastDay);
        var expired = listings
            .Contracts(new ListContractsRequest { CityId = cityId, State = ContractState.Expired })
            .Where(contract => days.ContainsKey(contract.CycleId));
        var requested = listings
            .Requests(new ListRequestsRequest { CityId = cityId })
            .Where(request => days.ContainsKey(request.CycleId));
        var keepWorking = 0;
        var notified = cycles.ToAsyncEnumerable()
            .SelectMany(cycle => listings.NoticesOfCycle(cycle.CycleId))
            .Where(notice => notice is { Kind: NoticeKind.ContractExpired, RecipientKind: RecipientKind.Worker })
            .Select(notice =>
            {
                keepWorking += notice.KeepsWorking ? 1 : 0;
                return ContractKey.Of(notice.ContractId, notice.WorkerId);
            });
        var letters = listings.LettersOfCycles(cycles)
            .Where(letter => letter.Kind == LetterKind.EvaluationRequest)
            .Select(letter => new LetterKey(days[letter.CycleId], Guid.Parse(letter.UnitId)));

        var notices = await Tally.OfAsync(due.Contracts, notified);
        return new Outcome(
            await Tally.OfAsync(due.Contracts, expired.Select(contract => ContractKey.Of(contract.Id, contract.WorkerId))),
            await Tally.OfAsync(due.Contracts, requested.Select(request => ContractKey.Of(request.ContractId, request.WorkerId))),
            notices,
            keepWorking,
            await Tally.OfAsync(due.Letters, letters));
    }
}
