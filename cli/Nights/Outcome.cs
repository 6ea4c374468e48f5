using Workforce.Cli.Connections;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>
/// The services' listings, compared with the register: each due contract that is not left out must be expired once, with one notice, and
/// with one evaluation request, open or satisfied, unless its worker goes on and the city requests none; and each unit's head must have one
/// letter for each last day of workers with a request. What the register's corrections took back is in none of them.
/// </summary>
/// <param name="Contracts">Expired contracts, listed by Contract.</param>
/// <param name="Requests">Evaluation requests, listed by Evaluation.</param>
/// <param name="OpenRequests">Those of them that no rating satisfies yet.</param>
/// <param name="WithoutRequest">Expired contracts that demand no request, by what the sweep has stored with them.</param>
/// <param name="Notices">Notices to workers, listed by Notification.</param>
/// <param name="KeepWorking">Notices to workers whose unit keeps working.</param>
/// <param name="AwaitTender">Notices to workers of a vendor, who await the tender.</param>
/// <param name="Continuing">Notices to workers who go on by the next contract; all others stay home (dirumahkan).</param>
/// <param name="Letters">Letters to heads, listed by Notification.</param>
/// <param name="LeftOut">Due contracts that sweeps leave in force, with the reason.</param>
public sealed record Outcome(
    Tally Contracts, Tally Requests, int OpenRequests, int WithoutRequest, Tally Notices, int KeepWorking, int AwaitTender, int Continuing, Tally Letters, LeftOut LeftOut)
{
    public int StayHome => Notices.Found - KeepWorking - AwaitTender - Continuing;

    /// <summary>Before anything has expired.</summary>
    public static Outcome Nothing { get; } = new(Tally.Nothing, Tally.Nothing, 0, 0, Tally.Nothing, 0, 0, 0, Tally.Nothing, new LeftOut(new HashSet<ContractKey>(), []));

    /// <summary>Entries that the register demands and a listing lacks.</summary>
    public int Lost => Contracts.Missing + Requests.Missing + Notices.Missing + Letters.Missing;

    /// <summary>Entries of a listing beyond the first, and entries that the register does not demand.</summary>
    public int Doubled => Contracts.Surplus + Requests.Surplus + Notices.Surplus + Letters.Surplus;

    public NightReport.Breakdown Of(Func<Tally, int> part) => new(part(Contracts), part(Requests), part(Notices), part(Letters));

    /// <param name="registered">What is due by the register.</param>
    /// <param name="leftOutDays">All that the city has.</param>
    public static async Task<Outcome> ReadAsync(
        Listings listings, string cityId, Due registered, IReadOnlyList<CycleProgress> cycles, IReadOnlyList<LeftOutDay> leftOutDays)
    {
        var leftOut = await LeftOut.ReadAsync(listings, cityId, registered, leftOutDays);
        var due = registered.Except(leftOut.Contracts);
        var days = cycles.ToDictionary(cycle => cycle.CycleId, cycle => cycle.LastDay);

        // What demands no request is known once the expired contracts are read.
        var withoutRequest = new HashSet<ContractKey>();
        var contracts = await Tally.OfAsync(due.Contracts.Keys, listings
            .Contracts(new ListContractsRequest { CityId = cityId, State = ContractState.Expired })
            .Where(contract => days.ContainsKey(contract.CycleId))
            .Select(contract =>
            {
                var key = ContractKey.Of(contract.Id, contract.WorkerId);
                if (contract.WithoutRequest)
                    withoutRequest.Add(key);
                return key;
            }));
        var evaluated = due.Except(withoutRequest);

        var open = 0;
        var requests = await Tally.OfAsync(evaluated.Contracts.Keys, listings
            .Requests(new ListRequestsRequest { CityId = cityId })
            .Where(request => days.ContainsKey(request.CycleId) && request.State != RequestState.Withdrawn)
            .Select(request =>
            {
                if (request.State is RequestState.Open)
                    open++;
                return ContractKey.Of(request.ContractId, request.WorkerId);
            }));
        var letters = await Tally.OfAsync(evaluated.Letters, listings.LettersOfCycles(cycles)
            // One without workers has lost them by corrections; of one whose workers are all rated, none is to be rated.
            .Where(letter => letter.Kind is LetterKind.EvaluationRequest && letter.Workers + letter.Rated > 0)
            .Select(letter => new LetterKey(days[letter.CycleId], Guid.Parse(letter.UnitId))));
        var (notices, keepWorking, awaitTender, continuing) = await NoticesAsync(listings, due, cycles);
        return new Outcome(contracts, requests, open, withoutRequest.Count, notices, keepWorking, awaitTender, continuing, letters, leftOut);
    }

    private static async Task<(Tally Notices, int KeepWorking, int AwaitTender, int Continuing)> NoticesAsync(
        Listings listings, Due due, IReadOnlyList<CycleProgress> cycles)
    {
        var (keepWorking, awaitTender, continuing) = (0, 0, 0);
        var notices = await Tally.OfAsync(due.Contracts.Keys, cycles.ToAsyncEnumerable()
            .SelectMany(cycle => listings.NoticesOfCycle(cycle.CycleId))
            .Where(notice => notice is { Kind: NoticeKind.ContractExpired or NoticeKind.ContractContinues, RecipientKind: RecipientKind.Worker, TakenBack: false })
            .Select(notice =>
            {
                if (notice.Kind is NoticeKind.ContractContinues)
                    continuing++;
                else if (notice.Outsourced)
                    awaitTender++;
                else if (notice.KeepsWorking)
                    keepWorking++;
                return ContractKey.Of(notice.ContractId, notice.WorkerId);
            }));
        return (notices, keepWorking, awaitTender, continuing);
    }
}
