using Dapper;
using Workforce.Faults.Injection;
using Workforce.Faults.Judging;
using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>The oracle of chaos can fail: what is wrong in a database is found, and named for what it is.</summary>
[Collection(BrokenSystems.Name)]
public sealed class OracleTests(BrokenSystem system)
{
    private const int Contracts = 400;

    [Fact]
    public async Task Judge_NoticeIsGone_IsLost() => await AssertFoundAsync(
        Ill.Lost, "notices", "notification",
        "create table saved as select * from notice where contract_id = @contract; delete from notice where contract_id = @contract",
        "insert into notice select * from saved; drop table saved");

    [Fact]
    public async Task Judge_RequestIsGone_IsLost() => await AssertFoundAsync(
        Ill.Lost, "requests", "evaluation",
        "create table saved as select * from evaluation_request where contract_id = @contract; delete from evaluation_request where contract_id = @contract",
        "insert into evaluation_request select * from saved; drop table saved");

    [Fact]
    public async Task Judge_SecondRequestWithoutUniqueKey_IsDoubled() => await AssertFoundAsync(
        Ill.Doubled, "requests", "evaluation",
        """
        alter table evaluation_request drop constraint evaluation_request_contract_id_key;
        insert into evaluation_request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day)
        select @other, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day
        from evaluation_request where contract_id = @contract
        """,
        "delete from evaluation_request where id = @other; alter table evaluation_request add unique (contract_id)");

    [Fact]
    public async Task Judge_RequestOfUnknownContract_IsUnexpected() => await AssertFoundAsync(
        Ill.Unexpected, "requests", "evaluation",
        """
        insert into evaluation_request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day)
        select @other, @other, worker_id, city_id, cycle_id, unit_id, head_id, due_day
        from evaluation_request where contract_id = @contract
        """,
        "delete from evaluation_request where id = @other");

    [Fact]
    public async Task Judge_OtherHead_IsWrong() => await AssertFoundAsync(
        Ill.Wrong, "requests", "evaluation",
        "create table saved as select * from evaluation_request where contract_id = @contract; update evaluation_request set head_id = @other where contract_id = @contract",
        "update evaluation_request set head_id = saved.head_id from saved where evaluation_request.id = saved.id; drop table saved");

    [Fact]
    public async Task Judge_OtherWording_IsWrong() => await AssertFoundAsync(
        Ill.Wrong, "notices", "notification",
        "update notice set keeps_working = not keeps_working where contract_id = @contract",
        "update notice set keeps_working = not keeps_working where contract_id = @contract");

    [Fact]
    public async Task Judge_ContractIsInForceAgain_IsLost() => await AssertFoundAsync(
        Ill.Lost, "due contracts that have not expired", "contract",
        "create table saved as select * from contract where contract_id = @contract; update contract set cycle_id = null where contract_id = @contract",
        "update contract set cycle_id = saved.cycle_id from saved where contract.contract_id = saved.contract_id; drop table saved");

    [Fact]
    public async Task Judge_ReportCountedTwice_IsDoubled() => await AssertFoundAsync(
        Ill.Doubled, "counted requests more than there are", "contract",
        "update batch_report set contracts = contracts + 1 where step = 1 and batch_id = (select min(batch_id::text)::uuid from batch_report)",
        "update batch_report set contracts = contracts - 1 where step = 1 and batch_id = (select min(batch_id::text)::uuid from batch_report)");

    [Fact]
    public async Task Judge_LetterIsGone_IsLost() => await AssertFoundAsync(
        Ill.Lost, "letters", "notification",
        "create table saved as select * from letter limit 1; delete from letter where id in (select id from saved)",
        "insert into letter select * from saved; drop table saved");

    [Fact]
    public async Task Judge_WorkerWhoGoesOnIsSentHome_IsWrong() => await AssertFoundAsync(
        Ill.Wrong, "notices", "notification",
        "update notice set kind = 1 where contract_id = @continuing",
        "update notice set kind = 2 where contract_id = @continuing");

    [Fact]
    public async Task Judge_RequestOfWorkerWhoGoesOn_IsUnexpected() => await AssertFoundAsync(
        Ill.Unexpected, "requests", "evaluation",
        """
        insert into evaluation_request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day)
        select @other, @continuing, worker_id, city_id, cycle_id, unit_id, head_id, due_day
        from evaluation_request where contract_id = @contract
        """,
        "delete from evaluation_request where id = @other");

    [Fact]
    public async Task Judge_RequestIsSatisfiedWithoutARating_IsWrong() => await AssertFoundAsync(
        Ill.Wrong, "requests", "evaluation",
        "update evaluation_request set state = 3 where contract_id = @contract",
        "update evaluation_request set state = 1 where contract_id = @contract");

    [Fact]
    public async Task Judge_RatedContractIsAskedFor_IsWrong()
    {
        await system.PlayOnceAsync(Contracts);
        var expected = system.Running.Expected;
        var rated = expected.Contracts.Last(pair => !pair.Value.Continues).Key;
        expected.Rated.Add(rated);
        try
        {
            var wrong = (await system.JudgeAsync()).Findings.Where(finding => finding is { Ill: Ill.Wrong, Count: 1 }).Select(finding => finding.What);
            Assert.Equal(["requests", "notices"], wrong);
        }
        finally
        {
            expected.Rated.Remove(rated);
        }
    }

    [Theory]
    [InlineData(CorrectionKind.LastDay)]
    [InlineData(CorrectionKind.Withdrawal)]
    [InlineData(CorrectionKind.Unit)]
    [InlineData(CorrectionKind.Position)]
    [InlineData(CorrectionKind.Wage)]
    [InlineData(CorrectionKind.FirstDay)]
    [InlineData(CorrectionKind.Name)]
    [InlineData(CorrectionKind.Nik)]
    public async Task Judge_CorrectionThatWasNotMade_IsLost(CorrectionKind kind)
    {
        await system.PlayOnceAsync(Contracts);
        var correction = ExpectOne(kind);
        try
        {
            var lost = (await system.JudgeAsync()).Findings.Where(finding => finding is { Ill: Ill.Lost, Count: 1 }).Select(finding => finding.What).ToList();
            Assert.Contains("corrections that the register lacks", lost);
            Assert.Contains("entries of the history of corrections", lost);
        }
        finally
        {
            system.Running.Expected.Corrections.TryRemove(correction.ContractId, out _);
        }
    }

    [Theory]
    [InlineData(CorrectionKind.Unit, "set unit_id = @other")]
    [InlineData(CorrectionKind.Position, "set position = 'Bidan'")]
    [InlineData(CorrectionKind.Wage, "set revision = 0")]
    [InlineData(CorrectionKind.FirstDay, "set first_day = first_day + 1")]
    [InlineData(CorrectionKind.Name, "set first_day = first_day + 1")]
    public async Task Judge_CorrectedContractHasOtherTermsInContract_IsFound(CorrectionKind kind, string tamper)
    {
        await system.PlayOnceAsync(Contracts);
        var correction = ExpectOne(kind);
        await CorrectFault.MakeAsync(system.Running, correction);
        await system.AssertWholeAsync();

        await AssertFoundAsync(
            kind is CorrectionKind.Wage ? Ill.Lost : Ill.Wrong,
            kind is CorrectionKind.Wage ? "corrections that Contract lacks" : "corrected contracts of which Contract has other terms", "contract",
            $"create table saved as select * from contract where contract_id = @corrected; update contract {tamper} where contract_id = @corrected",
            """
            update contract set unit_id = saved.unit_id, position = saved.position, revision = saved.revision, first_day = saved.first_day
            from saved where contract.contract_id = saved.contract_id;
            drop table saved
            """,
            correction.ContractId);
    }

    private ExpectedCorrection ExpectOne(CorrectionKind kind)
    {
        var random = new Random((int)kind);
        while (true)
        {
            if (system.Running.Expected.Correct(kind, random) is { } correction)
                return correction;
        }
    }

    private async Task AssertFoundAsync(Ill ill, string what, string service, string tamper, string mend, Guid? corrected = null)
    {
        await system.PlayOnceAsync(Contracts);
        var contracts = system.Running.Expected.Contracts;
        var parameters = new
        {
            contract = contracts.Last(pair => !pair.Value.Continues).Key,
            continuing = contracts.Last(pair => pair.Value.Continues).Key,
            other = Guid.CreateVersion7(),
            corrected,
        };
        await using var source = await system.Running.Running.DatabaseOfAsync(service);
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(tamper, parameters);
        try
        {
            var verdict = await system.JudgeAsync();
            Assert.Contains(verdict.Findings, finding => finding.Ill == ill && finding.What == what && finding.Count == 1);
        }
        finally
        {
            await connection.ExecuteAsync(mend, parameters);
        }
        // What Contract sent again meanwhile, as it should, may still be under way.
        await system.AssertWholeAsync();
    }
}
