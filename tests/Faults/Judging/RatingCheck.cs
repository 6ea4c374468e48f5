using Dapper;
using Workforce.Faults.Injection;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>
/// Exactly one rating for each contract that heads rated in the night, known to Contract and Notification; its worker has one notice of it, one
/// receipt, and Evaluation the day of that.
/// </summary>
internal sealed class RatingCheck(RunningSystem system, Expectation expected)
{
    public async Task JudgeAsync(Findings findings)
    {
        if (expected.RatedInNight.IsEmpty)
            return;
        await JudgeAsync(findings, "ratings", "evaluation", "select contract_id from rating");
        await JudgeAsync(findings, "rated contracts of Contract", "contract", "select distinct contract_id from rated_contract", mayHaveOthers: true);
        await JudgeAsync(findings, "rated contracts of Notification", "notification", "select contract_id from rated_contract", mayHaveOthers: true);
        await JudgeAsync(findings, "notices of ratings", "notification", "select contract_id from notice where kind = 5");
        await JudgeAsync(findings, "receipts", "notification", "select contract_id from receipt join notice on notice.id = receipt.notice_id");
        await JudgeAsync(findings, "receipts that Evaluation knows", "evaluation", $"select contract_id from rating_receipt join rating on rating.id = rating_receipt.rating_id where received_on = '{RateFault.ReceivedOn}'");
    }

    // Contract and Notification are also told of contracts that were rated before the night.
    private async Task JudgeAsync(Findings findings, string what, string service, string sql, bool mayHaveOthers = false)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        var found = (await connection.QueryAsync<Guid>(sql)).ToLookup(id => id);
        findings.Add(Ill.Lost, what, [.. expected.RatedInNight.Keys.Where(id => !found.Contains(id))]);
        findings.Add(Ill.Doubled, what, [.. found.SelectMany(same => same.Skip(1))]);
        if (!mayHaveOthers)
            findings.Add(Ill.Unexpected, what, [.. found.Select(same => same.Key).Where(id => !expected.RatedInNight.ContainsKey(id))]);
    }
}
