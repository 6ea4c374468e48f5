using Grpc.Core;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.Events;
using Xunit;

namespace Workforce.Contract.Tests;

// Anew from what is frozen, with the town of the other half.
public sealed partial class RecommendationTests
{
    [Fact]
    public async Task Recompute_NothingWasTouched_FindsNoDifference()
    {
        var (town, contracts) = await host.ListedAsync(ageLimit: 58);
        host.Rate(contracts[0], Predicate.Good, days: 3);
        host.Rate(contracts[1], Predicate.Poor, disciplinedOn: "2020-11-02");
        await town.RecommendAsync(host);
        // Signed since: the recommendation rests on the version before, which Evaluation has for ever.
        host.Rate(contracts[0], Predicate.VeryPoor, version: 2);

        var (recomputed, differences) = await RecomputeAsync(town);

        Assert.Equal(5, recomputed);
        Assert.Empty(differences);
    }

    [Fact]
    public async Task Recompute_RowsChangedByHand_FindsEach()
    {
        var (town, contracts) = await host.ListedAsync();
        foreach (var contract in contracts[..4])
            host.Rate(contract, Predicate.Poor);
        await town.RecommendAsync(host);
        await town.SayAsync(host, contracts[4], V1.Willingness.NotWilling, "800/9");
        await town.RecommendAsync(host);
        await TamperAsync("outcome = 1, grounds = 0", contracts[0]);
        await TamperAsync("inputs = replace(inputs, '\"poor\"', '\"good\"')", contracts[1]);
        await TamperAsync(Rehashed("replace(inputs, '\"poor\"', '\"very_poor\"')"), contracts[2]);
        await TamperAsync("inputs = 'nothing'", contracts[3]);
        // With a hash that is right: what the worker has said is left out.
        await TamperAsync($"{Rehashed("replace(inputs, ',\"willing\":false', '')")}, grounds = 0", contracts[4]);

        var (recomputed, differences) = await RecomputeAsync(town);

        Assert.Equal(5, recomputed);
        (string, DifferenceKind)[] expected =
        [
            ($"{contracts[0].ContractId}", DifferenceKind.Outcome),
            ($"{contracts[1].ContractId}", DifferenceKind.Hash), ($"{contracts[1].ContractId}", DifferenceKind.Outcome), ($"{contracts[1].ContractId}", DifferenceKind.Inputs),
            ($"{contracts[2].ContractId}", DifferenceKind.Inputs),
            ($"{contracts[3].ContractId}", DifferenceKind.Hash), ($"{contracts[3].ContractId}", DifferenceKind.Inputs),
            ($"{contracts[4].ContractId}", DifferenceKind.Inputs),
        ];
        Assert.Equal(expected.Order(), differences.Select(difference => (difference.ContractId, difference.Kind)).Order());
    }

    [Fact]
    public async Task Recompute_OneTakenForAnother_FindsBoth()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Poor);
        host.Rate(contracts[1], Predicate.VeryGood);
        await town.RecommendAsync(host);
        await TamperAsync("contract_id = gen_random_uuid()", contracts[0]);

        var (recomputed, differences) = await RecomputeAsync(town);

        Assert.Equal(5, recomputed);
        Assert.Equal([DifferenceKind.Inputs], differences.Select(difference => difference.Kind));
    }

    [Fact]
    public async Task Recompute_RatedWorkerMadeUnrated_FindsIt()
    {
        var (town, contracts) = await host.ListedAsync();
        host.Rate(contracts[0], Predicate.Poor);
        await town.RecommendAsync(host);
        var rated = (await ListAsync(town)).Single(recommendation => recommendation.ContractId == $"{contracts[0].ContractId}");
        var unrated = (await ListAsync(town)).First(recommendation => recommendation.Outcome is RecommendationOutcome.None);
        await TamperAsync($"{Rehashed($"'{unrated.Inputs.Replace(unrated.ContractId, rated.ContractId, StringComparison.Ordinal)}'")}, outcome = 3, grounds = 0, rating_id = null", contracts[0]);

        var (_, differences) = await RecomputeAsync(town);

        Assert.Equal([(rated.ContractId, DifferenceKind.Inputs)], differences.Select(difference => (difference.ContractId, difference.Kind)));
    }

    private async Task<(int Recomputed, IReadOnlyList<RecomputedDifference> Differences)> RecomputeAsync(Town town)
    {
        using var call = host.Recommendations.Recompute(new RecomputeRequest { CycleId = await town.CycleIdAsync() });
        var progress = await call.ResponseStream.ReadAllAsync().ToListAsync();
        return (progress[^1].Recomputed, [.. progress.SelectMany(one => one.Differences)]);
    }

    private static string Rehashed(string inputs) => $"inputs = {inputs}, sha256 = encode(sha256(convert_to({inputs}, 'UTF8')), 'hex')";

    private Task<int> TamperAsync(string change, RegisteredContract contract) => host.Running.ScalarAsync<int>(
        $"""
        alter table recommendation disable trigger recommendation_is_appended_only;
        update recommendation set {change} where contract_id = '{contract.ContractId}';
        alter table recommendation enable trigger recommendation_is_appended_only;
        select 0
        """);
}
