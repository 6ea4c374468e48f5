using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>
/// Judges a night by the tables of the three databases and by the broker's queues, contract by contract, and never by what a
/// service says of itself; what the services have counted is judged too.
/// </summary>
public sealed class Oracle(RunningSystem system, Expectation expected)
{
    public async Task<Verdict> JudgeAsync()
    {
        var findings = new Findings();
        var cycles = await CycleRows.ReadAsync(system, expected);
        var requests = await OutcomeRows.ReadRequestsAsync(system, cycles);
        var notices = await OutcomeRows.ReadNoticesAsync(system, cycles);

        await new ExpiredCheck(system, expected, cycles).JudgeAsync(findings);
        var outcome = new OutcomeCheck(expected, cycles, findings);
        outcome.Judge("requests", requests, contract => !contract.Continues);
        outcome.Judge("notices", notices, _ => true);
        await new LetterCheck(system, expected, cycles).JudgeAsync(findings);
        await new RatingCheck(system, expected).JudgeAsync(findings);
        await new CorrectionCheck(system, expected).JudgeAsync(findings);
        await new ReturnedCheck(system).JudgeAsync(findings);
        await new SumCheck(system, cycles).JudgeAsync(findings, requests, notices);
        await new OutboxCheck(system).JudgeAsync(findings);
        var deadLetters = await new QueueCheck(system, expected).JudgeAsync(findings);
        return new Verdict(findings.All, expected.Due.Count(), deadLetters);
    }
}
