using Grpc.Core;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class PolicyEndpointTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task ApplyPolicy_SameAgain_IsNoNewVersion()
    {
        var town = await host.FoundAsync();

        Assert.Equal(1, (await ApplyAsync(town.Policy)).Version);

        var changed = town.Policy;
        changed.AskAt = "Bagian Umum";
        Assert.Equal(2, (await ApplyAsync(changed)).Version);
        Assert.Equal(3, (await ApplyAsync(town.Policy)).Version);
        Assert.Equal("BKPPD", (await host.Policies.GetPolicyAsync(new V1.GetPolicyRequest { CityId = $"{town.Id}" })).AskAt);
    }

    [Fact]
    public async Task ApplyPolicy_ContinuingIsNotSet_MeansNoRatingOfThePastPeriod()
    {
        var town = await host.FoundAsync();
        Assert.Null(town.Policy.Continuing);

        var without = await ApplyAsync(town.Policy);
        var policy = town.Policy;
        policy.Continuing = new V1.ContinuingPolicy();
        var unset = await ApplyAsync(policy);
        policy.Continuing.RatePastPeriod = true;
        var rated = await ApplyAsync(policy);

        Assert.Equal((1, false), (without.Version, without.Continuing.RatePastPeriod));
        Assert.Equal(without, unset);
        Assert.Equal((2, true), (rated.Version, rated.Continuing.RatePastPeriod));
    }

#pragma warning disable CS0612 // What clients of release 0.1 send and read.
    [Fact]
    public async Task ApplyPolicy_FormerFieldsAlone_AreTheSameNumbers()
    {
        var town = await host.FoundAsync();
        var policy = town.Policy;
        (policy.Rounds, policy.Objection, policy.EvaluationDueDays, policy.ObjectionDays) = (null, null, 14, 14);

        var applied = await ApplyAsync(policy);

        Assert.Equal(
            (1, 14, 14, 14, 14),
            (applied.Version, applied.Rounds.ExpiryDueDays, applied.EvaluationDueDays, applied.Objection.Days, applied.ObjectionDays));
    }

    [Theory]
    [InlineData(14, 0, "policy.evaluation_due_days '14': is the former name of policy.rounds.expiry_due_days, which is given too")]
    [InlineData(0, 14, "policy.objection_days '14': is the former name of policy.objection.days, which is given too")]
    public async Task ApplyPolicy_FormerFieldBesideTheNewOne_IsRefusedByItsPath(int dueDays, int objectionDays, string expected)
    {
        var policy = (await host.FoundAsync()).Policy;
        (policy.EvaluationDueDays, policy.ObjectionDays) = (dueDays, objectionDays);

        var error = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(policy));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith(expected, error.Status.Detail, StringComparison.Ordinal);
    }
#pragma warning restore CS0612

    [Fact]
    public async Task ApplyPolicy_CalendarAndReminders_AreKeptByVersionAndEqualInAnyOrder()
    {
        var town = await host.FoundAsync();
        var policy = town.Policy;
        policy.Calendar = new V1.WorkingCalendar { Week = { V1.Weekday.Sunday, V1.Weekday.Monday }, Holidays = { "2021-01-01", "2020-12-25" } };
        policy.Reminders = new V1.RemindersPolicy { DaysBeforeEnd = { 7, 90, 30 } };

        var applied = await ApplyAsync(policy);
        policy.Reminders.DaysBeforeEnd.Clear();
        policy.Reminders.DaysBeforeEnd.Add([90, 30, 7]);

        Assert.Equal(2, (await ApplyAsync(policy)).Version);
        Assert.Equal([V1.Weekday.Monday, V1.Weekday.Sunday], applied.Calendar.Week);
        Assert.Equal(["2020-12-25", "2021-01-01"], applied.Calendar.Holidays);
        Assert.Equal([90, 30, 7], applied.Reminders.DaysBeforeEnd);
        policy.Calendar = null;
        Assert.Equal(5, (await ApplyAsync(policy)).Calendar.Week.Count);
    }

    [Theory]
    [InlineData("25 Desember", V1.Weekday.Friday, "policy.calendar.holidays[0] '25 Desember'")]
    [InlineData("2020-12-25", (V1.Weekday)8, "policy.calendar.week[0] '8'")]
    public async Task ApplyPolicy_CalendarIsWrong_NamesFieldAndValue(string holiday, V1.Weekday day, string expected)
    {
        var policy = (await host.FoundAsync()).Policy;
        policy.Calendar = new V1.WorkingCalendar { Week = { day }, Holidays = { holiday } };

        var error = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(policy));

        Assert.StartsWith(expected, error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyPolicy_SameFromManyAtOnce_IsOneVersion()
    {
        var town = await host.FoundAsync();
        var changed = town.Policy;
        changed.Objection.Days = 21;

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(changed)));

        Assert.All(applied, policy => Assert.Equal(2, policy.Version));
    }

    [Fact]
    public async Task ApplyExemptionList_SameInOtherOrder_IsNoNewVersion()
    {
        var town = await host.FoundAsync();
        var list = town.Exemptions;
        list.UnitCodes.Add(["d", "b"]);
        var first = await ApplyAsync(list);
        list.UnitCodes.Clear();
        list.UnitCodes.Add(["b", "a", "d"]);

        Assert.Equal(first, await ApplyAsync(list));
        Assert.Equal(2, first.Version);
    }

    [Fact]
    public async Task ApplyExemptionList_MisspeltUnit_NamesIt()
    {
        var town = await host.FoundAsync();
        var list = town.Exemptions;
        list.UnitCodes.Add("damkr");

        var error = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(list));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith("exemption_list.unit_codes[1] 'damkr'", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyExemptionList_MisspeltKind_NamesIt()
    {
        var list = (await host.FoundAsync()).Exemptions;
        list.Kinds.Add("ofice");

        var error = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(list));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith("exemption_list.kinds[0] 'ofice'", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyPolicy_NotADate_NamesFieldAndValue()
    {
        var policy = (await host.FoundAsync()).Policy;
        policy.EffectiveFrom = "1 Januari";

        var error = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(policy));

        Assert.StartsWith("policy.effective_from '1 Januari'", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetPolicy_CityWithoutOne_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Policies.GetPolicyAsync(new V1.GetPolicyRequest { CityId = $"{Guid.NewGuid()}" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    private async Task<V1.Policy> ApplyAsync(V1.Policy policy) =>
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });

    private async Task<V1.ExemptionList> ApplyAsync(V1.ExemptionList list) =>
        await host.Policies.ApplyExemptionListAsync(new V1.ApplyExemptionListRequest { ExemptionList = list });
}
