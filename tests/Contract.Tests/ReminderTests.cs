using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Events;
using Workforce.Contract.Reminders;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class ReminderTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Send_ContractsUntilTheYearsEnd_IsOnEachStepsDayAndNotADayBefore()
    {
        var town = await RemindingAsync("2020-10-01T23:59:59+08:00", 90, 30, 7);
        var contracts = town.YearUntil("2020-12-31", 3);
        await town.RegisterAsync(contracts);

        Assert.Equal(0, await RemindAsync(town));
        foreach (var (last, first, step) in ((string, string, int)[])[
            ("2020-10-01T23:59:59+08:00", "2020-10-02T00:00:00+08:00", 90),
            ("2020-11-30T23:59:59+08:00", "2020-12-01T00:00:00+08:00", 30),
            ("2020-12-23T23:59:59+08:00", "2020-12-24T00:00:00+08:00", 7)])
        {
            host.Clock.Set(last);
            Assert.Equal(0, await RemindAsync(town));
            host.Clock.Set(first);
            Assert.Equal(3, await RemindAsync(town));
            Assert.Equal(0, await RemindAsync(town));
            var due = Assert.Single(await PublishedAsync(town, messages: 1));
            Assert.Equal((step, "Kota Kupang", "BKPPD", "id", Town.Day("2020-12-31")), (due.Step, due.CityName, due.AskAt, due.Language, due.LastDay));
            Assert.Equal(contracts.Select(one => (one.ContractId, one.WorkerId, one.UnitId)).Order(), due.Contracts.Select(one => (one.ContractId, one.WorkerId, one.UnitId)).Order());
        }
        host.Clock.Set("2021-01-01T00:00:00+08:00");
        Assert.Equal(0, await RemindAsync(town));
        Assert.Equal([(90, 3, 0), (30, 3, 0), (7, 3, 0)], await CountAsync(town));
    }

    [Fact]
    public async Task Send_CityInAnotherZone_IsAtItsOwnMidnight()
    {
        var town = await RemindingAsync("2020-12-23T23:59:59+07:00", [7], "Asia/Jakarta");
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        Assert.Equal(0, await RemindAsync(town));
        host.Clock.Set("2020-12-24T00:00:00+07:00");
        Assert.Equal(1, await RemindAsync(town));
    }

    [Fact]
    public async Task Send_ServiceWasDownForFortyDays_IsOneReminderByTheNearestStep()
    {
        var town = await RemindingAsync("2020-10-02T00:00:00+08:00", 90, 30, 7);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2));
        Assert.Equal(2, await RemindAsync(town));

        host.Clock.Set("2020-12-26T09:00:00+08:00");

        Assert.Equal(2, await RemindAsync(town));
        Assert.Equal([(90, 2, 0), (30, 0, 2), (7, 2, 0)], await CountAsync(town));
    }

    [Fact]
    public async Task Send_ContractsArriveAfterSteps_RemindsThemAloneByTheNearest()
    {
        var town = await RemindingAsync("2020-12-01T00:00:00+08:00", 90, 30, 7);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 4));
        Assert.Equal(4, await RemindAsync(town));
        host.Clock.Set("2020-12-15T00:00:00+08:00");
        Assert.Equal(0, await RemindAsync(town));

        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        Assert.Equal(1, await RemindAsync(town));
        Assert.Equal([(90, 0, 5), (30, 5, 0)], await CountAsync(town));
    }

    [Fact]
    public async Task Send_WorkerHasANextContract_IsNoneUntilThatIsWithdrawn()
    {
        var town = await RemindingAsync("2020-12-01T00:00:00+08:00", 30);
        var ends = town.Contract("2020-01-01", "2020-12-31");
        var next = town.Contract("2021-01-01", "2021-12-31", worker: ends.WorkerId);
        await town.RegisterAsync(ends, next, town.Contract("2020-01-01", "2020-12-31"));
        Assert.Equal(1, await RemindAsync(town));

        await town.WithdrawAsync(next);

        Assert.Equal(1, await RemindAsync(town));
        Assert.Equal([(30, 2, 0)], await CountAsync(town));
    }

    [Fact]
    public async Task Send_ContractIsCorrectedOrWithdrawn_IsByWhatIsRightThen()
    {
        var town = await RemindingAsync("2020-11-30T12:00:00+08:00", 30);
        var (longer, gone) = (town.Contract("2020-01-01", "2020-12-31"), town.Contract("2020-01-01", "2020-12-31"));
        await town.RegisterAsync(longer, gone);
        await town.CorrectAsync(longer with { LastDay = Town.Day("2021-01-31"), Revision = 1 });
        await town.WithdrawAsync(gone);

        host.Clock.Set("2020-12-01T00:00:00+08:00");
        Assert.Equal(0, await RemindAsync(town));
        host.Clock.Set("2021-01-01T00:00:00+08:00");
        Assert.Equal(1, await RemindAsync(town));

        Assert.Equal("2021-01-31", Assert.Single((await CountsAsync(town)).Counts).LastDay);
    }

    [Fact]
    public async Task Send_ManyContractsFromSeveralCallersAtOnce_RemindsEachOnceInMessagesOf500()
    {
        var town = await RemindingAsync("2020-12-24T00:00:00+08:00", 7);
        var contracts = town.YearUntil("2020-12-31", 1_203);
        var vendor = Guid.CreateVersion7();
        contracts[0] = contracts[0] with { VendorId = vendor };
        await town.RegisterAsync(contracts);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => RemindAsync(town)));
        await RemindAsync(town);

        Assert.Equal([(7, 1_203, 0)], await CountAsync(town));
        var messages = await PublishedAsync(town, messages: 3);
        Assert.Equal(contracts.Select(one => one.ContractId).Order(), messages.SelectMany(due => due.Contracts).Select(one => one.ContractId).Order());
        Assert.All(messages, due => Assert.InRange(due.Contracts.Count, 1, 500));
        Assert.Equal(contracts[0].ContractId, Assert.Single(messages.SelectMany(due => due.Contracts), one => one.VendorId == vendor).ContractId);
    }

    [Fact]
    public async Task Send_PolicyGetsAFartherStep_RemindsNoneAgain()
    {
        var town = await RemindingAsync("2020-12-15T00:00:00+08:00", 30);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));
        Assert.Equal(1, await RemindAsync(town));

        await ApplyAsync(town, 60);
        Assert.Equal(0, await RemindAsync(town));
        await ApplyAsync(town, 20, 60);

        Assert.Equal(1, await RemindAsync(town));
        Assert.Equal([(60, 0, 1), (30, 1, 0), (20, 1, 0)], await CountAsync(town));
    }

    [Fact]
    public async Task Send_RegisterIsBeingImported_Waits()
    {
        var town = await RemindingAsync("2020-12-24T00:00:00+08:00", 7);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));
        host.Cities.Importing[town.Id] = true;
        Assert.Equal(0, await RemindAsync(town));

        host.Cities.Importing.Clear();

        Assert.Equal(1, await RemindAsync(town));
    }

    [Fact]
    public async Task Send_PolicyWithoutReminders_SendsNone()
    {
        host.Clock.Set("2020-12-24T00:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        Assert.Equal(0, await RemindAsync(town));
        Assert.Empty((await CountsAsync(town)).Counts);
    }

    private Task<Town> RemindingAsync(string now, params int[] steps) => RemindingAsync(now, steps, "Asia/Makassar");

    private async Task<Town> RemindingAsync(string now, int[] steps, string zone)
    {
        host.Clock.Set(now);
        var town = await host.FoundAsync(zone);
        await ApplyAsync(town, steps);
        return town;
    }

    private async Task ApplyAsync(Town town, params int[] steps)
    {
        var policy = town.Policy;
        policy.Reminders = new V1.RemindersPolicy { DaysBeforeEnd = { steps } };
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });
    }

    /// <summary>Sends what is due of the town, as the timer does.</summary>
    private async Task<int> RemindAsync(Town town)
    {
        var (list, send) = (host.Running.Services.GetRequiredService<ListDueReminders>(), host.Running.Services.GetRequiredService<SendReminders>());
        var sent = 0;
        foreach (var due in (await list.ListAsync(CancellationToken.None)).Where(due => due.City.Id == town.Id))
            sent += await send.SendAsync(due, CancellationToken.None);
        return sent;
    }

    private async Task<V1.CountRemindersReply> CountsAsync(Town town) =>
        await host.Reminders.CountRemindersAsync(new V1.CountRemindersRequest { CityId = $"{town.Id}" });

    private async Task<IEnumerable<(int Step, int Sent, int Superseded)>> CountAsync(Town town) =>
        (await CountsAsync(town)).Counts.Select(count => (count.Step, count.Sent, count.Superseded));

    // What came to Notification's queue since the last call, until so many messages of the town have.
    private async Task<IReadOnlyList<RemindersDue>> PublishedAsync(Town town, int messages)
    {
        var found = new List<RemindersDue>();
        await Eventually.HoldsAsync(
            async () =>
            {
                found.AddRange((await host.Running.Broker.TakeAsync(QueueName.For<RemindersDue>("notification")))
                    .Select(message => message.As<RemindersDue>()).Where(due => due.CityId == town.Id));
                return found.Count >= messages;
            },
            $"{messages} messages of reminders are published");
        return found;
    }
}
