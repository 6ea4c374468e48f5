using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.Contract.Separations;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>Who has left the list: recorded once, withdrawn where it is wrong, and known from the moment on at which it was recorded.</summary>
[Collection(Servers.Name)]
public sealed class SeparationTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Record_BeforeAndAfterTheMoment_IsListedAsItWasSaid()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);

        var reply = await host.Separations.RecordSeparationsAsync(town.Separate(
            contracts[0].Separation(reason: "Pindah domisili, NIK 5371010101800001"), contracts[1].Separation(V1.SeparationCode.AgeLimit, "2021-02-01")));

        Assert.Equal((2, 0, 0), (reply.Recorded, reply.Unchanged, reply.Refused));
        var listed = await town.SeparationsAsync(host);
        Assert.Equal(reply.Outcomes.Select(outcome => outcome.Separation), listed);
        var first = listed[0];
        Assert.Equal(
            ($"{contracts[0].ContractId}", $"{contracts[0].WorkerId}", $"{contracts[0].UnitId}", V1.SeparationCode.Resigned, "2020-12-23", "Pindah domisili, NIK …0001"),
            (first.ContractId, first.WorkerId, first.UnitId, first.Code, first.EffectiveOn, first.Reason));
        Assert.Equal((ListTown.Paper, host.Clock.GetUtcNow(), null), (first.Paper, first.RecordedAt.ToDateTimeOffset(), first.Withdrawal));
        Assert.NotEmpty(first.RecordedBy.Subject);
        var published = Assert.Single(await town.SeparatedAsync(host, 2));
        Assert.Equal(("Kota Kupang", "BKPPD", "id"), (published.CityName, published.AskAt, published.Language));
        Assert.Equal(
            [
                new SeparatedWorker(Guid.Parse(first.Id), contracts[0].ContractId, contracts[0].WorkerId, contracts[0].UnitId, SeparationCode.Resigned, Town.Day("2020-12-23")),
                new SeparatedWorker(Guid.Parse(listed[1].Id), contracts[1].ContractId, contracts[1].WorkerId, contracts[1].UnitId, SeparationCode.AgeLimit, Town.Day("2021-02-01")),
            ],
            published.Separations);
    }

    [Fact]
    public async Task Record_SameAgain_ChangesNothingAndAnotherShowsTheFirst()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var recorded = (await host.Separations.RecordSeparationsAsync(town.Separate(contracts[0].Separation()))).Outcomes[0].Separation;

        var reply = await host.Separations.RecordSeparationsAsync(town.Separate(
            contracts[0].Separation(), contracts[0].Separation(effectiveOn: "2020-12-24"), contracts[0].Separation(V1.SeparationCode.Died)));

        Assert.Equal((0, 1, 2), (reply.Recorded, reply.Unchanged, reply.Refused));
        Assert.All(reply.Outcomes, outcome => Assert.Equal(recorded, outcome.Separation));
        Assert.Equal(
            [("recorded", "separations[1].effective_on", "2020-12-24"), ("recorded", "separations[2].code", "died")],
            reply.Outcomes.Skip(1).Select(outcome => (outcome.Refusal.Rule, outcome.Refusal.Field, outcome.Refusal.Value)));
        Assert.Equal($"is not what stands: resigned from 2020-12-23, as {recorded.RecordedBy.Name} recorded on 2021-01-01", reply.Outcomes[1].Refusal.Reason);
        Assert.StartsWith("withdraw that one", reply.Outcomes[1].Refusal.WhatToDo, StringComparison.Ordinal);
        Assert.Single(await town.SeparationsAsync(host));
    }

    [Fact]
    public async Task Record_WhatCannotBe_IsRefusedRowByRowAndTheRestIsRecorded()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var (other, elsewhere) = await host.EndOfYearAsync();
        var paper = new Paper { Number = "1", Date = "2021-01-02" };

        var reply = await host.Separations.RecordSeparationsAsync(town.Separate(
            contracts[0].Separation(effectiveOn: "2019-12-31"), contracts[1].Separation(paper: paper), elsewhere[0].Separation(),
            contracts[2].Separation(effectiveOn: "2020-01-01"), contracts[2].Separation(effectiveOn: "2020-01-01")));

        Assert.Equal((1, 1, 3), (reply.Recorded, reply.Unchanged, reply.Refused));
        Assert.Equal(
            [
                ("effective_on", "separations[0].effective_on", "2019-12-31", "is before 2020-01-01, the contract's first day"),
                ("paper", "separations[1].paper.date", "2021-01-02", "is to come; today is 2021-01-01"),
                ("contract", "separations[2].contract_id", $"{elsewhere[0].ContractId}", "is no contract of the city"),
            ],
            reply.Outcomes.Where(outcome => outcome.Refusal is not null).Select(outcome => (outcome.Refusal.Rule, outcome.Refusal.Field, outcome.Refusal.Value, outcome.Refusal.Reason)));
        Assert.Empty(await other.SeparationsAsync(host));
    }

    [Fact]
    public async Task Record_PaperByTheCodesPolicy_IsOfTheVersionInForceOnTheDay()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await town.RequireAsync(host, new V1.PaperPolicy { Separations = { V1.SeparationCode.Discipline, V1.SeparationCode.Resigned } });
        await town.RequireAsync(host, new V1.PaperPolicy { AllSeparations = true }, from: "2021-01-02");
        V1.RecordSeparationsRequest Without(int contract, V1.SeparationCode code)
        {
            var separation = contracts[contract].Separation(code);
            separation.Paper = null;
            return town.Separate(separation);
        }

        var refused = (await host.Separations.RecordSeparationsAsync(Without(0, V1.SeparationCode.Resigned))).Outcomes[0].Refusal;
        Assert.Equal(("paper", "separations[0].paper.number", "", "is required of resigned by the city's policy"), (refused.Rule, refused.Field, refused.Value, refused.Reason));
        Assert.Equal(1, (await host.Separations.RecordSeparationsAsync(Without(1, V1.SeparationCode.Died))).Recorded);
        host.Clock.Set("2021-01-01T23:59:59+08:00");
        Assert.Equal(1, (await host.Separations.RecordSeparationsAsync(Without(2, V1.SeparationCode.Died))).Recorded);
        host.Clock.Set("2021-01-02T00:00:00+08:00");
        Assert.Equal(1, (await host.Separations.RecordSeparationsAsync(Without(3, V1.SeparationCode.Died))).Refused);
    }

    [Fact]
    public async Task Record_BySeveralInstancesAtOnce_OneStands()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await using var another = await host.Running.StartAnotherAsync();
        V1.SeparationService.SeparationServiceClient[] clients = [host.Separations, another.Client<V1.SeparationService.SeparationServiceClient>()];

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => clients[n % 2].RecordSeparationsAsync(
            town.Separate(contracts[0].Separation(n < 6 ? V1.SeparationCode.Resigned : V1.SeparationCode.Died))).ResponseAsync));

        Assert.Equal((1, 5, 6), (replies.Sum(reply => reply.Recorded), replies.Sum(reply => reply.Unchanged), replies.Sum(reply => reply.Refused)));
        Assert.Single(await town.SeparationsAsync(host));
    }

    // What the code forgets, the database refuses: a second one beside the first, one after one that stands, and every change.
    [Theory]
    [InlineData("insert into separation select gen_random_uuid(), city_id, contract_id, worker_id, unit_id, code, effective_on, paper_number, paper_date, reason, follows, recorded_at, by_issuer, by_subject, by_name from separation", "23505")]
    [InlineData("insert into separation select gen_random_uuid(), city_id, contract_id, worker_id, unit_id, code, effective_on, paper_number, paper_date, reason, id, recorded_at, by_issuer, by_subject, by_name from separation", "23503")]
    [InlineData("update separation set code = 1", "42501")]
    [InlineData("delete from separation", "42501")]
    [InlineData("truncate separation_withdrawal cascade", "42501")]
    [InlineData("delete from answered_request", "42501")]
    public async Task Table_WhatIsRecorded_IsNotChanged(string sql, string state)
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await host.Separations.RecordSeparationsAsync(town.Separate(contracts[0].Separation()));

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.Running.ExecuteAsync(sql));

        Assert.Equal(state, refused.SqlState);
    }

    [Fact]
    public async Task Withdraw_AWrongOne_StaysListedAndMakesRoom()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var wrong = (await host.Separations.RecordSeparationsAsync(town.Separate(contracts[0].Separation()))).Outcomes[0].Separation;
        var request = new V1.WithdrawSeparationRequest { SeparationId = wrong.Id, Reason = "salah orang" };

        var withdrawn = await host.Separations.WithdrawSeparationAsync(request);
        var again = await host.Separations.WithdrawSeparationAsync(request);
        var otherwise = await Assert.ThrowsAsync<RpcException>(() => host.Separations.WithdrawSeparationAsync(new(request) { Reason = "lain" }).ResponseAsync);
        var right = await host.Separations.RecordSeparationsAsync(town.Separate(contracts[0].Separation(V1.SeparationCode.Died)));

        Assert.Equal(("salah orang", withdrawn), (withdrawn.Withdrawal.Reason, again));
        Assert.Equal(StatusCode.FailedPrecondition, otherwise.StatusCode);
        Assert.Equal(1, right.Recorded);
        Assert.Equal([withdrawn, right.Outcomes[0].Separation], await town.SeparationsAsync(host));
        Assert.Equal(
            [right.Outcomes[0].Separation.Id],
            (await host.Separations.ListSeparationsAsync(new V1.ListSeparationsRequest { ContractId = $"{contracts[0].ContractId}" })).Separations.Select(separation => separation.Id));
        var unknown = await Assert.ThrowsAsync<RpcException>(() => host.Separations.WithdrawSeparationAsync(new(request) { SeparationId = $"{Guid.NewGuid()}" }).ResponseAsync);
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Record_SameRequestAgain_HasTheSameAnswerWhateverHappenedSince()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var request = town.Separate(contracts[0].Separation(), contracts[1].Separation(effectiveOn: "2019-01-01"));
        request.RequestId = $"{Guid.NewGuid()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Separations.RecordSeparationsAsync(request).ResponseAsync));
        await host.Separations.WithdrawSeparationAsync(new V1.WithdrawSeparationRequest { SeparationId = answers[0].Outcomes[0].Separation.Id, Reason = "salah" });

        var again = await host.Separations.RecordSeparationsAsync(request);
        var other = await Assert.ThrowsAsync<RpcException>(
            () => host.Separations.RecordSeparationsAsync(new(request) { Separations = { contracts[2].Separation() } }).ResponseAsync);

        Assert.Equal((1, 0, 1), (again.Recorded, again.Unchanged, again.Refused));
        Assert.All(answers, answer => Assert.Equal(again, answer));
        Assert.Equal(StatusCode.FailedPrecondition, other.StatusCode);
        Assert.Single(await town.SeparationsAsync(host));
    }

    [Fact]
    public async Task Count_ByDayAndMoment_IsWhatWasKnownThen()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        async Task<IReadOnlyList<(V1.SeparationCode, int)>> CountAsync(string effectiveBy = "", string knownAt = "") =>
            [.. (await host.Separations.CountSeparationsAsync(new V1.CountSeparationsRequest { CityId = $"{town.Id}", EffectiveBy = effectiveBy, KnownAt = knownAt }))
                .Counts.Select(count => (count.Code, count.Separations))];

        host.Clock.Set("2021-01-06T09:00:00+08:00");
        var reply = await host.Separations.RecordSeparationsAsync(town.Separate(
            contracts[0].Separation(), contracts[1].Separation(), contracts[2].Separation(V1.SeparationCode.AgeLimit, "2021-01-10")));
        Assert.Empty(await CountAsync(knownAt: "2021-01-06T08:59:59+08:00"));
        Assert.Equal([(V1.SeparationCode.Resigned, 2), (V1.SeparationCode.AgeLimit, 1)], await CountAsync());
        Assert.Equal([(V1.SeparationCode.Resigned, 2)], await CountAsync(effectiveBy: "2021-01-09"));

        host.Clock.Set("2021-01-07T09:00:00+08:00");
        await host.Separations.WithdrawSeparationAsync(new V1.WithdrawSeparationRequest { SeparationId = reply.Outcomes[1].Separation.Id, Reason = "salah orang" });
        Assert.Equal([(V1.SeparationCode.Resigned, 1), (V1.SeparationCode.AgeLimit, 1)], await CountAsync());
        Assert.Equal([(V1.SeparationCode.Resigned, 2), (V1.SeparationCode.AgeLimit, 1)], await CountAsync(knownAt: "2021-01-06T09:00:00+08:00"));
    }

    [Fact]
    public async Task List_ByCycleUnitAndCode_IsPagedWithoutGapOrRepetition()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        await host.Separations.RecordSeparationsAsync(town.Separate([.. contracts.Select(contract => contract.Separation())]));
        var cycleId = (await town.ProgressAsync()).CycleId;
        var later = town.Contract("2021-01-01", "2021-12-31", unit: 1);
        await town.RegisterAsync(later);
        await host.Separations.RecordSeparationsAsync(town.Separate(later.Separation(V1.SeparationCode.Died, "2021-01-01")));

        List<string> ids = [];
        var request = new V1.ListSeparationsRequest { CycleId = cycleId, PageSize = 2 };
        do
        {
            var page = await host.Separations.ListSeparationsAsync(request);
            ids.AddRange(page.Separations.Select(separation => separation.ContractId));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(contracts.Select(contract => $"{contract.ContractId}"), ids);
        Assert.Equal(2, (await host.Separations.ListSeparationsAsync(new V1.ListSeparationsRequest { UnitId = town.Units[1].Id })).Separations.Count);
        Assert.Equal(
            $"{later.ContractId}", Assert.Single((await host.Separations.ListSeparationsAsync(new() { CityId = $"{town.Id}", Code = V1.SeparationCode.Died })).Separations).ContractId);
        Assert.Equal(5, (await host.Separations.CountSeparationsAsync(new V1.CountSeparationsRequest { CycleId = cycleId })).Counts.Sum(count => count.Separations));
        var unbounded = await Assert.ThrowsAsync<RpcException>(() => host.Separations.ListSeparationsAsync(new V1.ListSeparationsRequest()).ResponseAsync);
        Assert.Contains("city_id: is required unless cycle_id, unit_id or contract_id is given", unbounded.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_RecordedAndRefused_IsCountedByCodeAndRule()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        var counted = new ConcurrentQueue<(string, object?, long)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name.StartsWith("workforce.separation", StringComparison.Ordinal))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => counted.Enqueue((instrument.Name, tags[0].Value, value)));
        listener.Start();

        var reply = await host.Separations.RecordSeparationsAsync(town.Separate(
            contracts[0].Separation(), contracts[1].Separation(), contracts[2].Separation(V1.SeparationCode.AgeLimit, "2021-01-01"), contracts[3].Separation(effectiveOn: "2019-01-01")));
        await host.Separations.WithdrawSeparationAsync(new V1.WithdrawSeparationRequest { SeparationId = reply.Outcomes[0].Separation.Id, Reason = "salah" });

        Assert.Equal(
            [
                ("workforce.separation.recorded", "resigned", 2), ("workforce.separation.recorded", "age_limit", 1), ("workforce.separation.refused", "effective_on", 1),
                ("workforce.separation.withdrawn", "resigned", 1),
            ],
            counted);
    }

    [Fact]
    public async Task Apply_AllAndSomeCodes_IsRefusedByPath()
    {
        var town = await host.FoundAsync();

        var refused = await Assert.ThrowsAsync<RpcException>(
            () => town.RequireAsync(host, new V1.PaperPolicy { AllSeparations = true, Separations = { V1.SeparationCode.Died } }));

        Assert.StartsWith("policy.paper_required.separations[0]", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-06-30", "B")] // within the second
    [InlineData("2020-12-31", "C")] // after the last
    [InlineData("2018-12-31", "A")] // before the first
    [InlineData("2019-12-31", "A")] // between, which is after the first
    public void For_AWorkersContracts_IsTheOneOfTheDay(string effectiveOn, string expected)
    {
        static ContractTerms Of(string firstDay, string lastDay) => new(Guid.NewGuid(), Guid.Empty, Guid.Empty, null, Town.Day(firstDay), Town.Day(lastDay));
        var contracts = new Dictionary<string, ContractTerms>
        {
            ["A"] = Of("2019-01-01", "2019-11-30"),
            ["B"] = Of("2020-01-01", "2020-06-30"),
            ["C"] = Of("2020-07-01", "2020-12-30"),
        };

        Assert.Equal([contracts[expected]], ContractChoice.For(Town.Day(effectiveOn), [.. contracts.Values]));
    }

    [Fact]
    public void Codes_OfTheWireAndTheEvents_AreTheSame() => Assert.Equal(
        Enum.GetValues<SeparationCode>().Select(code => ((int)code, code.ToString())),
        Enum.GetValues<V1.SeparationCode>().Skip(1).Select(code => ((int)code, code.ToString())));
}
