using System.Globalization;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Recommendation = Workforce.Contract.V1.Recommendation;

namespace Workforce.Cli.Connections;

/// <summary>The services' listings, read to the end: page after page, with retries while a service restarts.</summary>
public sealed class Listings(WorkforceSystem system, CancellationToken cancellation)
{
    private const int LargePage = 5_000;
    private const int SmallPage = 1_000;

    public IAsyncEnumerable<WorkUnit> WorkUnits(string cityId) => Read(
        token => system.Cities.ListWorkUnitsAsync(
            new ListWorkUnitsRequest { CityId = cityId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.WorkUnits,
        page => page.NextPageToken);

    public IAsyncEnumerable<City> Cities() => Read(
        token => system.Cities.ListCitiesAsync(
            new ListCitiesRequest { PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Cities,
        page => page.NextPageToken);

    public IAsyncEnumerable<ContractPeriod> ContractPeriods(string cityId) => Read(
        token => system.Register.ListContractPeriodsAsync(
            new ListContractPeriodsRequest { CityId = cityId, PageSize = LargePage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.ContractPeriods,
        page => page.NextPageToken);

    public IAsyncEnumerable<Finding> Findings(string importId) => Read(
        token => system.Register.ListFindingsAsync(
            new ListFindingsRequest { ImportId = importId, PageSize = LargePage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Findings,
        page => page.NextPageToken);

    /// <summary>The newest imports of a city, the newest first: one call.</summary>
    public Task<IReadOnlyList<ImportRecord>> NewestImportsAsync(string cityId, int count) => Retry.WhileUnreachableAsync<IReadOnlyList<ImportRecord>>(
        async () => (await system.Register.ListImportsAsync(
            new ListImportsRequest { CityId = cityId, PageSize = count }, cancellationToken: cancellation)).Imports,
        cancellation);

    /// <summary>Days that sweeps leave out, oldest first: one call, for they are few.</summary>
    public Task<IReadOnlyList<LeftOutDay>> LeftOutDaysAsync(string cityId) => Retry.WhileUnreachableAsync<IReadOnlyList<LeftOutDay>>(
        async () => (await system.Cycles.ListLeftOutDaysAsync(
            new ListLeftOutDaysRequest { CityId = cityId }, cancellationToken: cancellation)).Days,
        cancellation);

    /// <summary>Reminders by last day and step: one call, for they are few.</summary>
    /// <param name="lastDay">yyyy-MM-dd; empty for any.</param>
    public Task<IReadOnlyList<ReminderCount>> RemindersAsync(string cityId, string lastDay) => Retry.WhileUnreachableAsync<IReadOnlyList<ReminderCount>>(
        async () => (await system.Reminders.CountRemindersAsync(
            new CountRemindersRequest { CityId = cityId, LastDay = lastDay }, cancellationToken: cancellation)).Counts,
        cancellation);

    public IAsyncEnumerable<CycleProgress> Cycles(string cityId) => Read(
        token => system.Cycles.ListCyclesAsync(
            new ListCyclesRequest { CityId = cityId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Cycles,
        page => page.NextPageToken);

    /// <param name="filter">Cycle, and which of its recommendations; this method sets its page.</param>
    public IAsyncEnumerable<Recommendation> Recommendations(ListRecommendationsRequest filter) => Read(
        token => system.Recommendations.ListRecommendationsAsync(
            new ListRecommendationsRequest(filter) { PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Recommendations,
        page => page.NextPageToken);

    /// <param name="filter">Cycle, and which of its decisions; this method sets its page.</param>
    public IAsyncEnumerable<Decision> Decisions(ListDecisionsRequest filter) => Read(
        token => system.Decisions.ListDecisionsAsync(
            new ListDecisionsRequest(filter) { PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Decisions,
        page => page.NextPageToken);

    public IAsyncEnumerable<ListedRefusal> RefusedDecisions(string cycleId) => Read(
        token => system.Decisions.ListRefusedDecisionsAsync(
            new ListRefusedDecisionsRequest { CycleId = cycleId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Refusals,
        page => page.NextPageToken);

    public IAsyncEnumerable<Proposal> Proposals(string cycleId) => Read(
        token => system.Decisions.ListProposalsAsync(
            new ListProposalsRequest { CycleId = cycleId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Proposals,
        page => page.NextPageToken);

    /// <param name="filter">City, worker or cycle; this method sets its page.</param>
    public IAsyncEnumerable<ContractRecord> Contracts(ListContractsRequest filter) => Read(
        token =>
        {
            filter.PageSize = LargePage;
            filter.PageToken = token;
            return system.Contracts.ListContractsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Contracts,
        page => page.NextPageToken);

    /// <param name="filter">City, cycle, unit or contract; this method sets its page.</param>
    public IAsyncEnumerable<EvaluationRequest> Requests(ListRequestsRequest filter) => Read(
        token =>
        {
            filter.PageSize = LargePage;
            filter.PageToken = token;
            return system.Requests.ListRequestsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Requests,
        page => page.NextPageToken);

    /// <summary>Rounds of a city, the newest first.</summary>
    public IAsyncEnumerable<Round> Rounds(string cityId) => Read(
        token => system.Rounds.ListRoundsAsync(
            new ListRoundsRequest { CityId = cityId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Rounds,
        page => page.NextPageToken);

    /// <summary>Required rounds of a city that are not open: one call, for they are few.</summary>
    public Task<IReadOnlyList<MissingRound>> MissingRoundsAsync(string cityId) => Retry.WhileUnreachableAsync<IReadOnlyList<MissingRound>>(
        async () => (await system.Rounds.ListMissingRoundsAsync(new ListMissingRoundsRequest { CityId = cityId }, cancellationToken: cancellation)).Rounds,
        cancellation);

    public IAsyncEnumerable<Reassignment> Reassignments(string cycleId) => Read(
        token => system.Requests.ListReassignmentsAsync(
            new ListReassignmentsRequest { CycleId = cycleId, PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Reassignments,
        page => page.NextPageToken);

    /// <param name="filter">City, round, unit or contract; this method sets its page.</param>
    public IAsyncEnumerable<Rating> Ratings(ListRatingsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Ratings.ListRatingsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Ratings,
        page => page.NextPageToken);

    /// <param name="filter">City, round, unit or contract; this method sets its page.</param>
    public IAsyncEnumerable<Objection> Objections(ListObjectionsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Objections.ListObjectionsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Objections,
        page => page.NextPageToken);

    /// <param name="filter">City, cycle, unit or contract, and code; this method sets its page.</param>
    public IAsyncEnumerable<Separation> Separations(ListSeparationsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Separations.ListSeparationsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Separations,
        page => page.NextPageToken);

    /// <param name="filter">City, cycle, unit or contract, and what is said; this method sets its page.</param>
    public IAsyncEnumerable<Statement> Statements(ListStatementsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Willingness.ListStatementsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Statements,
        page => page.NextPageToken);

    /// <summary>The states of workers on a day, all pages as known at the moment of the first.</summary>
    /// <param name="filter">City, day, moment, unit and state; this method sets its page.</param>
    public async Task<ListStatesReply> StatesAsync(ListStatesRequest filter)
    {
        var all = new ListStatesReply();
        await foreach (var page in Read<ListStatesReply, ListStatesReply>(
            async token =>
            {
                (filter.PageSize, filter.PageToken) = (SmallPage, token);
                var reply = await system.States.ListStatesAsync(filter, cancellationToken: cancellation);
                (filter.Day, filter.KnownAt) = (reply.Day, reply.KnownAt?.ToDateTimeOffset().ToString("O", CultureInfo.InvariantCulture) ?? filter.KnownAt);
                return reply;
            },
            page => [page],
            page => page.NextPageToken))
        {
            all.States.AddRange(page.States);
            (all.Day, all.KnownAt) = (page.Day, page.KnownAt ?? all.KnownAt);
        }
        return all;
    }

    /// <summary>Notices of a round of ratings, to all recipients.</summary>
    public IAsyncEnumerable<Notice> NoticesOfRound(string roundId) => Read(
        token => system.Notices.ListNoticesAsync(
            new ListNoticesRequest { RoundId = roundId, PageSize = LargePage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Notices,
        page => page.NextPageToken);

    /// <summary>How many workers were reminded that their contract ends, by last day and step: one call, for they are few.</summary>
    public Task<IReadOnlyList<ReminderNoticeCount>> ReminderNoticesAsync(string cityId) => Retry.WhileUnreachableAsync<IReadOnlyList<ReminderNoticeCount>>(
        async () => (await system.Notices.CountReminderNoticesAsync(new CountReminderNoticesRequest { CityId = cityId }, cancellationToken: cancellation)).Counts,
        cancellation);

    public IAsyncEnumerable<Notice> NoticesOfCycle(string cycleId) => Read(
        token => system.Notices.ListNoticesAsync(
            new ListNoticesRequest { CycleId = cycleId, PageSize = LargePage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Notices,
        page => page.NextPageToken);

    /// <summary>How many heads of a city were reminded, by due day and step: one call, for they are few.</summary>
    public Task<IReadOnlyList<HeadNoticeCount>> HeadNoticesAsync(string cityId) => Retry.WhileUnreachableAsync<IReadOnlyList<HeadNoticeCount>>(
        async () => (await system.Notices.CountHeadNoticesAsync(new CountHeadNoticesRequest { CityId = cityId }, cancellationToken: cancellation)).Counts,
        cancellation);

    /// <summary>Names by worker; workers whom Registry does not have are left out.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WorkerNamesAsync(IReadOnlyCollection<string> workerIds)
    {
        var names = new Dictionary<string, string>();
        foreach (var ids in workerIds.Chunk(SmallPage))
        {
            var reply = await Retry.WhileUnreachableAsync(
                () => system.Workers.GetWorkerNamesAsync(new GetWorkerNamesRequest { Ids = { ids } }, cancellationToken: cancellation).ResponseAsync, cancellation);
            foreach (var (id, name) in ids.Zip(reply.Names).Where(worker => worker.Second.Length > 0))
                names[id] = name;
        }
        return names;
    }

    /// <summary>A worker's notices (pemberitahuan).</summary>
    /// <param name="withText">With subjects and texts, which name the worker.</param>
    public IAsyncEnumerable<Notice> NoticesToWorker(string workerId, bool withText = true) => Read(
        token => system.Notices.ListNoticesAsync(
            new ListNoticesRequest { WorkerId = workerId, WithText = withText, PageSize = 100, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Notices,
        page => page.NextPageToken);

    public IAsyncEnumerable<Letter> LettersOfCycles(IEnumerable<CycleProgress> cycles) =>
        cycles.ToAsyncEnumerable().SelectMany(cycle => Letters(new ListLettersRequest { CycleId = cycle.CycleId }));

    /// <param name="filter">Cycle or unit; this method sets its page.</param>
    public IAsyncEnumerable<Letter> Letters(ListLettersRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Letters.ListLettersAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Letters,
        page => page.NextPageToken);

    /// <param name="filter">City and day; this method sets its page.</param>
    public IAsyncEnumerable<Appointment> Appointments(ListAppointmentsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Appointments.ListAppointmentsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Appointments,
        page => page.NextPageToken);

    /// <param name="filter">Contract or worker; this method sets its page.</param>
    public IAsyncEnumerable<Correction> Corrections(ListCorrectionsRequest filter) => Read(
        token =>
        {
            filter.PageSize = SmallPage;
            filter.PageToken = token;
            return system.Corrections.ListCorrectionsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Corrections,
        page => page.NextPageToken);

    /// <param name="filter">City, unit and kind; this method sets its page.</param>
    public IAsyncEnumerable<Reject> Rejects(ListRejectsRequest filter) => Read(
        token =>
        {
            filter.PageSize = LargePage;
            filter.PageToken = token;
            return system.Rejects.ListRejectsAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Rejects,
        page => page.NextPageToken);

    /// <param name="filter">City, test and unit; this method sets its page.</param>
    public IAsyncEnumerable<QualityFailure> Failures(ListFailuresRequest filter) => Read(
        token =>
        {
            filter.PageSize = LargePage;
            filter.PageToken = token;
            return system.Quality.ListFailuresAsync(filter, cancellationToken: cancellation).ResponseAsync;
        },
        page => page.Failures,
        page => page.NextPageToken);

    public IAsyncEnumerable<Denial> Denials() => Read(
        token => system.Denials.ListDenialsAsync(new ListDenialsRequest { PageSize = SmallPage, PageToken = token }, cancellationToken: cancellation).ResponseAsync,
        page => page.Denials,
        page => page.NextPageToken);

    private IAsyncEnumerable<TItem> Read<TPage, TItem>(
        Func<string, Task<TPage>> read, Func<TPage, IEnumerable<TItem>> items, Func<TPage, string> next) =>
        Pages.ReadAsync(token => Retry.WhileUnreachableAsync(() => read(token), cancellation), items, next, cancellation);
}
