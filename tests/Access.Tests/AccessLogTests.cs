using System.Text;
using Grpc.Core;
using Npgsql;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Who read whose personal data: written before the answer leaves, and never changed.</summary>
[Collection(AccessCollection.Name)]
public sealed class AccessLogTests(AccessSystem system)
{
    private const string Nik = "5371010101800001";

    [Fact]
    public async Task FindWorker_IsInTheLogWithWhoWhenWhichCallAndWhatFor()
    {
        var (before, found) = (DateTimeOffset.UtcNow.AddSeconds(-1), await FindAsync("maria", new Metadata { { "purpose", "objection 17" } }));
        var entry = (await ListAsync(found.Worker.Id)).First(access => access.By.Subject == "maria");
        Assert.Equal(("urn:workforce:setup", "Maria Tallo"), (entry.By.Issuer, entry.By.Name));
        Assert.Equal("workforce.registry.v1.WorkerService/FindWorker", entry.Method);
        Assert.Equal("objection 17", entry.Purpose);
        Assert.Equal((1, system.Kupang.Id), (entry.Workers, entry.CityId));
        Assert.InRange(entry.At.ToDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task GetWorkerNames_OfSeveral_IsOneEntryOfEach()
    {
        var workers = system.Client<WorkerService.WorkerServiceClient>("registry", Token("massal"));
        var (one, other) = (await FindAsync("massal"), await workers.FindWorkerAsync(new FindWorkerRequest { Nik = "5371010101800002" }));
        await workers.GetWorkerNamesAsync(new GetWorkerNamesRequest { Ids = { one.Worker.Id, other.Worker.Id, $"{Guid.NewGuid()}" } });
        foreach (var worker in (Worker[])[one.Worker, other.Worker])
            Assert.Equal(2, (await ListAsync(worker.Id)).First(access => access.Method.EndsWith("GetWorkerNames", StringComparison.Ordinal) && access.By.Subject == "massal").Workers);
    }

    [Fact]
    public async Task FindWorker_CallsAtOnce_EachHasItsEntry()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => FindAsync("serentak")));
        Assert.Equal(50, await system.Running["registry"].ScalarAsync<long>("select count(*) from access_log where by_subject = 'serentak'"));
    }

    [Fact]
    public async Task GetWorkerNames_ByAServiceForAPerson_NamesBoth()
    {
        var found = await FindAsync("orang");
        var person = Encoding.UTF8.GetBytes("""{"Issuer":"https://sso.uji","Subject":"kepala","Name":"Ibu Kepala"}""");
        var headers = new Metadata { { "on-behalf-of-bin", person } };
        var request = new GetWorkerNamesRequest { Ids = { found.Worker.Id } };
        var service = TestTokens.Sign(new SetupToken("service:notification", "notification", [Role.System], [SetupToken.EveryCity]));
        await system.Client<WorkerService.WorkerServiceClient>("registry", service).GetWorkerNamesAsync(request, headers);
        var entry = (await ListAsync(found.Worker.Id))[0];
        Assert.Equal(("notification", "Ibu Kepala", "https://sso.uji"), (entry.By.Name, entry.For.Name, entry.For.Issuer));

        // Another system acts in its own name, and a person's word is no one's.
        var another = TestTokens.Sign(new SetupToken("sistem-lain", "another system", [Role.System], [SetupToken.EveryCity]) { Scope = "registry.personal" });
        await system.Client<WorkerService.WorkerServiceClient>("registry", another).GetWorkerNamesAsync(request, headers);
        Assert.Null((await ListAsync(found.Worker.Id))[0].For);
        await system.Client<WorkerService.WorkerServiceClient>("registry", Token("pengaku")).GetWorkerNamesAsync(request, headers);
        Assert.Null((await ListAsync(found.Worker.Id))[0].For);
    }

    [Fact]
    public async Task FindWorker_NameThatNoDatabaseKeeps_IsUnauthenticatedAndHarmsNoOther()
    {
        var token = TestTokens.Sign(new SetupToken("nul", "a\0b", [Role.Hr], ["kupang"]));
        var others = Enumerable.Range(0, 10).Select(_ => FindAsync("biasa"));
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await system.Client<WorkerService.WorkerServiceClient>("registry", token).FindWorkerAsync(new FindWorkerRequest { Nik = Nik }));
        Assert.Equal(StatusCode.Unauthenticated, refused.StatusCode);
        Assert.Equal(10, (await Task.WhenAll(others)).Length);
    }

    [Theory]
    [InlineData("update access_log set purpose = 'another'")]
    [InlineData("delete from access_log")]
    [InlineData("truncate access_log")]
    public async Task Log_AnyChange_IsRefusedByTheDatabase(string statement)
    {
        await FindAsync("tetap");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => system.Running["registry"].ExecuteAsync(statement));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task FindWorker_LogCannotBeWritten_Fails()
    {
        var registry = system.Running["registry"];
        registry.Log.Expect("FindWorker failed");
        await registry.ExecuteAsync("alter table access_log rename to access_log_away");
        try
        {
            var failed = await Assert.ThrowsAsync<RpcException>(() => FindAsync("buta"));
            Assert.Equal(StatusCode.Internal, failed.StatusCode);
        }
        finally
        {
            await registry.ExecuteAsync("alter table access_log_away rename to access_log");
        }
        Assert.NotNull(await FindAsync("buta"));
    }

    [Fact]
    public async Task ListAccesses_ByTheWorker_ShowsTheOwnOnly()
    {
        var (own, other) = ((await FindAsync("siapa")).Worker.Id, $"{Guid.NewGuid()}");
        var worker = TestTokens.Sign(new SetupToken("budi", "Budi", [Role.Worker], ["kupang"]) { WorkerId = own });
        var log = system.Client<AccessLogService.AccessLogServiceClient>("registry", worker);
        Assert.Contains((await log.ListAccessesAsync(new ListAccessesRequest { WorkerId = own })).Accesses, access => access.By.Subject == "siapa");
        var denied = await Assert.ThrowsAsync<RpcException>(async () => await log.ListAccessesAsync(new ListAccessesRequest { WorkerId = other }));
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    [Fact]
    public async Task FindWorker_PolicyRequiresAPurpose_IsRefusedWithoutOne()
    {
        var registry = system.Running["registry"];
        await registry.ExecuteAsync("update city set purpose_required = true where code = 'kupang'");
        try
        {
            await Eventually.HoldsAsync(async () => await StatusOfAsync("tanpa") is StatusCode.InvalidArgument, "the policy is known");
            Assert.NotNull(await FindAsync("dengan", new Metadata { { "purpose", "objection 17" } }));
        }
        finally
        {
            await registry.ExecuteAsync("update city set purpose_required = false where code = 'kupang'");
            await Eventually.HoldsAsync(async () => await StatusOfAsync("tanpa") is StatusCode.OK, "the policy is known");
        }
    }

    private async Task<StatusCode> StatusOfAsync(string subject)
    {
        try
        {
            await FindAsync(subject);
            return StatusCode.OK;
        }
        catch (RpcException fault)
        {
            return fault.StatusCode;
        }
    }

    private static string Token(string subject) => TestTokens.Sign(new SetupToken(subject, subject == "maria" ? "Maria Tallo" : subject, [Role.Hr], ["kupang"]));

    private async Task<FindWorkerReply> FindAsync(string subject, Metadata? headers = null) =>
        await system.Client<WorkerService.WorkerServiceClient>("registry", Token(subject)).FindWorkerAsync(new FindWorkerRequest { Nik = Nik }, headers);

    private async Task<IReadOnlyList<V1.Access>> ListAsync(string workerId)
    {
        var auditor = TestTokens.Sign(new SetupToken("auditor", "auditor", [Role.Auditor], ["kupang"]));
        return (await system.Client<AccessLogService.AccessLogServiceClient>("registry", auditor).ListAccessesAsync(new ListAccessesRequest { WorkerId = workerId })).Accesses;
    }
}
