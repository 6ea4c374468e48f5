using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Willingness;

/// <summary>
/// Records what workers say of going on after their contract, many at once: each statement is recorded, unchanged or refused by itself. The
/// worker says it of the own contract, the personnel office on the worker's paper.
/// </summary>
public sealed class RecordStatements(FactRecorder recorder, CityStore cities, AccessLog accesses, ContractMetrics metrics)
{
    /// <param name="statements">At most 1,000.</param>
    /// <param name="requestId">The caller's id of the call; null where it has none.</param>
    /// <returns>In the order of the statements; to the same call again by its id, the same.</returns>
    /// <exception cref="NotFoundException">No such city.</exception>
    /// <exception cref="NotReadyException">The id was another call's.</exception>
    public async Task<IReadOnlyList<StatementOutcome>> RecordAsync(
        Guid cityId, IReadOnlyList<NewStatement> statements, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var outcomes = await StoreAsync(cityId, statements, requestId, call, cancellation);
        // A statement names who recorded it.
        await accesses.WriteByCityAsync(call, outcomes.Select(outcome => outcome.Statement).OfType<Statement>().Select(one => (cityId, one.WorkerId)), "statements");
        return outcomes;
    }

    private async Task<IReadOnlyList<StatementOutcome>> StoreAsync(
        Guid cityId, IReadOnlyList<NewStatement> statements, Guid? requestId, AllowedCall call, CancellationToken cancellation)
    {
        var city = await cities.GetAsync(cityId, cancellation);
        var request = NamedRequest.Of(cityId, requestId, "record statements", statements, call.Actor);
        return await recorder.RecordAsync(cityId, request, new ListAct<IReadOnlyList<StatementOutcome>, StoredOutcome[]>(
            (work, now) => StoreAsync(work, city, statements, now, call, cancellation),
            outcomes => [.. outcomes.Select(outcome => new StoredOutcome(outcome.ContractId, outcome.Result, outcome.Statement?.Id, outcome.Refusal))],
            (work, answered) => AnswerAgainAsync(work, answered, cancellation),
            Count), cancellation);
    }

    private static async Task<IReadOnlyList<StatementOutcome>> StoreAsync(
        UnitOfWork work, City city, IReadOnlyList<NewStatement> statements, DateTimeOffset now, AllowedCall call, CancellationToken cancellation)
    {
        var today = now.DayIn(city.TimeZone);
        Guid[] named = [.. statements.Select(statement => statement.ContractId).Distinct()];
        var contracts = await ContractStore.ListTermsAsync(work, city.Id, named, call.Reach, cancellation);
        var earlier = await StatementStore.ListOfContractsAsync(work, contracts.Keys.ToList(), cancellation);
        var said = earlier.ToDictionary(contract => contract.Key, contract => contract.ToList());
        var (ids, added, outcomes) = (SequentialIds.Next(statements.Count), new List<Statement>(), new List<StatementOutcome>());
        foreach (var (at, statement) in statements.Index())
        {
            var contract = contracts.GetValueOrDefault(statement.ContractId);
            if (statement.FaultOf(contract, city.Id, call, today) is { } fault)
            {
                outcomes.Add(new StatementOutcome(statement.ContractId, RecordResult.Refused, null, fault));
                continue;
            }
            var day = statement.DayOf(today);
            if (!said.TryGetValue(statement.ContractId, out var ofContract))
                said[statement.ContractId] = ofContract = [];
            if (Statement.SameAs(statement, day, ofContract) is { } same)
            {
                outcomes.Add(new StatementOutcome(statement.ContractId, RecordResult.Unchanged, same, null));
                continue;
            }
            var recorded = new Statement(
                ids[at], city.Id, contract!.ContractId, contract.WorkerId, contract.UnitId, statement.Answer, day, statement.Paper, ListLock.MomentOf(now), call.Actor);
            added.Add(recorded);
            ofContract.Add(recorded);
            outcomes.Add(new StatementOutcome(statement.ContractId, RecordResult.Recorded, recorded, null));
        }
        if (added.Count > 0)
            await StatementStore.AddAsync(work, added, cancellation);
        return outcomes;
    }

    private static async Task<IReadOnlyList<StatementOutcome>> AnswerAgainAsync(UnitOfWork work, StoredOutcome[] answered, CancellationToken cancellation)
    {
        var shown = await StatementStore.ListAsync(work, [.. answered.Select(outcome => outcome.FactId).OfType<Guid>().Distinct()], cancellation);
        return [.. answered.Select(outcome => new StatementOutcome(
            outcome.ContractId, outcome.Result, outcome.FactId is { } id ? shown[id] : null, outcome.Refusal))];
    }

    private void Count(IReadOnlyList<StatementOutcome> outcomes)
    {
        foreach (var answer in outcomes.Where(outcome => outcome.Result is RecordResult.Recorded).CountBy(outcome => outcome.Statement!.Answer))
            metrics.StatementsRecorded(answer.Key, answer.Value);
        foreach (var rule in outcomes.Where(outcome => outcome.Refusal is not null).CountBy(outcome => outcome.Refusal!.Rule))
            metrics.StatementsRefused(rule.Key, rule.Value);
    }
}
