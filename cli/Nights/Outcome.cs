using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>
/// What the services' own listings hold, compared with the register: each ended contract must be expired once, requested once
/// and told once, and each unit's head must have one letter a night.
/// </summary>
/// <param name="Contracts">Expired contracts, as Contract lists them.</param>
/// <param name="Requests">Evaluation requests, as Evaluation lists them.</param>
/// <param name="Notices">Notices to workers, as Notification lists them.</param>
/// <param name="KeepWorking">Notices that say: keep working.</param>
/// <param name="Letters">Letters to heads, as Notification lists them.</param>
public sealed record Outcome(Tally Contracts, Tally Requests, Tally Notices, int KeepWorking, Tally Letters)
{
    public int StayHome => Notices.Found - KeepWorking;

    /// <summary>Everything that should be there and is not.</summary>
    public int Lost => Contracts.Missing + Requests.Missing + Notices.Missing + Letters.Missing;

    /// <summary>Everything that is there more than once, or without a reason in the register.</summary>
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
        var told = cycles.ToAsyncEnumerable()
            .SelectMany(cycle => listings.NoticesOfCycle(cycle.CycleId))
            .Where(notice => notice.Kind == NoticeKind.ContractEnded)
            .Select(notice =>
            {
                keepWorking += notice.KeepsWorking ? 1 : 0;
                return ContractKey.Of(notice.ContractId, notice.WorkerId);
            });
        var letters = cycles.ToAsyncEnumerable()
            .SelectMany(cycle => listings.Letters(new ListLettersRequest { CycleId = cycle.CycleId }))
            .Where(letter => letter.Kind == LetterKind.EvaluationRequest)
            .Select(letter => new LetterKey(days[letter.CycleId], Guid.Parse(letter.UnitId)));

        var notices = await Tally.OfAsync(due.Contracts, told);
        return new Outcome(
            await Tally.OfAsync(due.Contracts, expired.Select(contract => ContractKey.Of(contract.Id, contract.WorkerId))),
            await Tally.OfAsync(due.Contracts, requested.Select(request => ContractKey.Of(request.ContractId, request.WorkerId))),
            notices,
            keepWorking,
            await Tally.OfAsync(due.Letters, letters));
    }
}
