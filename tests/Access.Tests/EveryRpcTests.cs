using System.Text;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Testing;
using Workforce.Testing.Rpc;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Every RPC of every service, found by the descriptors, by everyone who may not call it, and by everyone who may.</summary>
[Collection(AccessCollection.Name)]
public sealed partial class EveryRpcTests(AccessSystem system)
{
    private static readonly Role[] Roles = [.. Enum.GetValues<Role>().Where(role => role is not Role.Unspecified)];

    private static readonly StatusCode[] LetIn = [StatusCode.OK, StatusCode.NotFound, StatusCode.FailedPrecondition];

    private static readonly Role[] ByAppointment = [Role.Head, Role.Superior, Role.Signatory];

    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (var (service, method) in RpcCatalog.Calls)
                calls.Add(service, method.FullName);
            return calls;
        }
    }

    [Fact]
    public void Rules_OpenToAnyone_AreTheseAlone()
    {
        var open = RpcCatalog.Calls.Where(call => AccessRules.Of(call.Method) is { Anyone: true }).Select(call => call.Method.FullName);
        Assert.Equal(["workforce.notification.v1.LetterService.GetCircular"], open);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_WithoutAValidToken_IsUnauthenticatedAndDoesNothing(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is { Anyone: true })
            return;
        var before = await system.ReadRowsAsync();
        foreach (var (fault, token) in ForgedTokens.All)
            await AssertAsync(service, method, token, [StatusCode.Unauthenticated], fault);
        AssertSame(before, await system.ReadRowsAsync());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_InARoleThatMayNot_IsDeniedAndDoesNothing(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { Anyone: false } rule)
            return;
        var before = await system.ReadRowsAsync();
        await AssertAsync(service, method, TestTokens.Sign(new SetupToken("no one", "no one", [], [SetupToken.EveryCity])), [StatusCode.PermissionDenied], "no role");
        foreach (var role in Roles.Except(rule.Roles))
            await AssertAsync(service, method, TestTokens.Sign(Of(role, SetupToken.EveryCity)), [StatusCode.PermissionDenied], $"{role}");
        // An appointment gives these; a claim does not.
        await AssertAsync(service, method, TestTokens.Sign(new SetupToken("no one", "no one", ByAppointment, [SetupToken.EveryCity])), [StatusCode.PermissionDenied], "claimed appointments");
        if (rule.Roles.Contains(Role.System))
            await AssertAsync(service, method, TestTokens.Sign(Of(Role.System, SetupToken.EveryCity) with { Scope = "another" }), [StatusCode.PermissionDenied], "another scope");
        AssertSame(before, await system.ReadRowsAsync());
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_ByAHeadOfYesterday_IsDeniedAndDoesNothing(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { Anyone: false })
            return;
        var before = await system.ReadRowsAsync();
        await AssertAsync(service, method, TestTokens.Sign(new SetupToken(AccessSystem.FormerHead, "former head", [], [])), [StatusCode.PermissionDenied], "a head of yesterday");
        AssertSame(before, await system.ReadRowsAsync());
    }

    // The valid requests name a unit that no one is the head of.
    [Theory, MemberData(nameof(Calls))]
    public async Task Call_ByAppointment_IsLetInButForAnothersUnit(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { Anyone: false } rule)
            return;
        foreach (var (role, subject) in AccessSystem.Appointed)
        {
            var mayCall = rule.Roles.Contains(role) && (rule.Unit.Length == 0 || role is Role.Signatory);
            await AssertLetInOrDeniedAsync(service, method, TestTokens.Sign(new SetupToken(subject, subject, [], [])), mayCall, subject);
        }
    }

    // The valid requests name a worker whom no one is.
    [Theory, MemberData(nameof(Calls))]
    public async Task Call_ByAWorkerOrForAVendor_IsLetInButForAnother(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { Anyone: false } rule)
            return;
        foreach (var role in (Role[])[Role.Worker, Role.Vendor])
        {
            var mayCall = rule.Roles.Contains(role) && (rule.Worker.Length == 0 || role is Role.Vendor);
            await AssertLetInOrDeniedAsync(service, method, TestTokens.Sign(Of(role, system.Kupang.Code)), mayCall, $"{role}");
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_OfAnotherCity_IsDeniedOrFindsNothing(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { Anyone: false } rule)
            return;
        var before = await system.ReadRowsAsync();
        // What is named by another id, and does not exist here, is not found; a city is denied by itself.
        StatusCode[] denied = rule.EveryCity || rule.City.Length > 0 ? [StatusCode.PermissionDenied] : [StatusCode.OK, StatusCode.NotFound];
        foreach (var role in rule.Roles.Except(ByAppointment).Except([Role.Worker, Role.Vendor]))
            await AssertAsync(service, method, TestTokens.Sign(Of(role, system.Blitar.Code)), denied, $"{role} of Blitar");
        if (denied is [StatusCode.PermissionDenied])
            AssertSame(before, await system.ReadRowsAsync());
    }

    // What another city has answers as what no one has; that it is there, its own city sees.
    [Theory, MemberData(nameof(Calls))]
    public async Task Call_NamingWhatAnotherCityHas_AnswersAsIfItWereNot(string service, string method)
    {
        var (call, theirs, ours) = (RpcCatalog.Method(method), system.Kupang with { Rows = system.Blitar.Rows }, system.Kupang);
        if (AccessRules.Of(call) is not { Anyone: false } rule || ValidRequests.Of(call.InputType.Name, theirs).SequenceEqual(ValidRequests.Of(call.InputType.Name, ours), OneByOne))
            return;
        foreach (var token in TokensOf(rule, system.Kupang.Code))
            Assert.Equal(await AnswersAsync(service, method, token, ours), await AnswersAsync(service, method, token, theirs));
        if (rule.Scope.EndsWith(".read", StringComparison.Ordinal) || rule.Scope.EndsWith(".personal", StringComparison.Ordinal))
            Assert.NotEqual(
                await AnswersAsync(service, method, TestTokens.Sign(Of(Role.System, system.Blitar.Code)), system.Blitar with { Rows = null }),
                await AnswersAsync(service, method, TestTokens.Sign(Of(Role.System, system.Blitar.Code)), system.Blitar));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_InEachRoleThatMay_IsLetIn(string service, string method)
    {
        if (AccessRules.Of(RpcCatalog.Method(method)) is not { } rule)
            return;
        if (rule.Anyone)
            await AssertAsync(service, method, null, LetIn, "anyone");
        foreach (var role in rule.Roles.Except(ByAppointment).Except([Role.Worker, Role.Vendor]))
        {
            var cities = rule.EveryCity ? SetupToken.EveryCity : CityOf(method);
            await AssertAsync(service, method, TestTokens.Sign(Of(role, cities)), LetIn, $"{role} of {cities}");
        }
    }

    // The valid request to register a city is of another one than those that are there.
    private string CityOf(string method) => method == "workforce.registry.v1.CityService.ApplyCity" ? "uji-fields" : system.Kupang.Code;

    private static readonly IEqualityComparer<IMessage[]> OneByOne =
        EqualityComparer<IMessage[]>.Create((one, other) => one!.SequenceEqual(other!), messages => messages.Length);

    private static IEnumerable<string> TokensOf(AccessRule rule, string city) =>
        rule.Roles.Except(ByAppointment).Select(role => TestTokens.Sign(Of(role, city)))
            .Concat(AccessSystem.Appointed.Where(appointed => rule.Roles.Contains(appointed.Role)).Select(appointed => TestTokens.Sign(new SetupToken(appointed.Subject, appointed.Subject, [], []))));

    private async Task<List<(StatusCode Status, string Reply)>> AnswersAsync(string service, string method, string token, KnownCity city)
    {
        var call = RpcCatalog.Method(method);
        using var channel = system.Channel(service, token);
        var answers = new List<(StatusCode, string)>();
        foreach (var request in ValidRequests.Of(call.InputType.Name, city))
            answers.Add(await AnswerAsync(channel, call, request));
        return answers;
    }

    // An answer may name the id that it was asked for.
    private static async Task<(StatusCode Status, string Reply)> AnswerAsync(ChannelBase channel, MethodDescriptor call, IMessage[] request)
    {
        var (status, reply) = await RpcCall.AnswerOfAsync(channel, call, request);
        var asked = request.SelectMany(part => Ids().Matches(Encoding.Latin1.GetString(part.ToByteArray())).Select(id => id.Value)).Distinct();
        return (status, asked.Aggregate(reply, (text, id) => text.Replace(Convert.ToHexString(Encoding.Latin1.GetBytes(id)), "(asked)", StringComparison.OrdinalIgnoreCase)));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    private static SetupToken Of(Role role, string city) => new($"any {role}", $"any {role}", [role], [city])
    {
        WorkerId = $"{Guid.Empty}",
        VendorId = $"{Guid.Empty}",
    };

    private async Task AssertLetInOrDeniedAsync(string service, string method, string token, bool isLetIn, string caller)
    {
        var before = await system.ReadRowsAsync();
        await AssertAsync(service, method, token, isLetIn ? LetIn : [StatusCode.PermissionDenied], caller);
        if (!isLetIn)
            AssertSame(before, await system.ReadRowsAsync());
    }

    private static void AssertSame(SortedDictionary<string, string> before, SortedDictionary<string, string> after) =>
        Assert.Equal([], before.Where(table => after[table.Key] != table.Value).Select(table => table.Key));

    private async Task AssertAsync(string service, string method, string? token, StatusCode[] expected, string caller)
    {
        var call = RpcCatalog.Method(method);
        using var channel = system.Channel(service, token);
        foreach (var request in ValidRequests.Of(call.InputType.Name, system.Kupang))
        {
            var failure = await RpcCall.FailureOfAsync(channel, call, request);
            var status = failure?.StatusCode ?? StatusCode.OK;
            Assert.True(expected.Contains(status), $"{method} of {service}, {caller}: {status} {failure?.Status.Detail}");
        }
    }
}
