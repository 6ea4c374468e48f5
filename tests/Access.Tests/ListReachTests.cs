using Workforce.Access.V1;
using Workforce.Contract.V1;
using Workforce.Identity;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests;

/// <summary>Who reaches separations and statements: heads and superiors those of their units, a worker the own statement, and by nothing else.</summary>
[Collection(AccessCollection.Name)]
public sealed class ListReachTests(AccessSystem system)
{
    // Blitar's worker of damkar is separated, and has said something.
    [Fact]
    public async Task List_ByHeadsAndSuperiors_HasTheirUnitsAlone()
    {
        var request = new ListSeparationsRequest { CityId = system.Blitar.Id };
        var count = new CountSeparationsRequest { CityId = system.Blitar.Id };
        var statements = new ListStatementsRequest { CityId = system.Blitar.Id };

        foreach (var (subject, seen) in ((string, int)[])[("kepala-damkar-blitar", 1), ("kepala-satpol-blitar", 0)])
        {
            var token = TestTokens.Sign(new SetupToken(subject, subject, [], []));
            var separations = system.Client<SeparationService.SeparationServiceClient>("contract", token);
            Assert.Equal(seen, (await separations.ListSeparationsAsync(request)).Separations.Count);
            Assert.Equal(seen, (await separations.CountSeparationsAsync(count)).Counts.Sum(one => one.Separations));
            Assert.Equal(seen, (await system.Client<WillingnessService.WillingnessServiceClient>("contract", token).ListStatementsAsync(statements)).Statements.Count);
        }
    }

    // Blitar's worker of damkar is separated, the one of satpol is not.
    [Fact]
    public async Task States_ByHeads_AreOfTheirUnitsAlone()
    {
        foreach (var (subject, state) in ((string, WorkerState)[])[("kepala-damkar-blitar", WorkerState.Separated), ("kepala-satpol-blitar", WorkerState.Furloughed)])
        {
            var states = system.Client<StateService.StateServiceClient>("contract", TestTokens.Sign(new SetupToken(subject, subject, [], [])));
            var listed = await states.ListStatesAsync(new ListStatesRequest { CityId = system.Blitar.Id, Day = "2021-01-01" });
            var counted = await states.CountStatesAsync(new CountStatesRequest { CityId = system.Blitar.Id, Day = "2021-01-01" });
            // Other tests hire workers of these units.
            var unitId = Assert.Single(listed.States.Select(one => one.UnitId).Distinct());
            Assert.Equal(state is WorkerState.Separated, unitId == system.Blitar.Rows!.UnitId);
            Assert.Contains(state, listed.States.Select(one => one.State));
            Assert.Equal((listed.States.Count, listed.States.Count), (counted.Population, counted.Counts.Sum(count => count.Workers)));
            Assert.All(counted.Counts, count => Assert.Equal(unitId, count.UnitId));
        }
    }

    [Fact]
    public async Task Statements_ByTheWorkerAndByAnother_AreReachedByTheWorkerAlone()
    {
        var rows = system.Blitar.Rows!;
        var request = new ListStatementsRequest { CityId = system.Blitar.Id };

        Assert.Equal($"{rows.ContractId}", Assert.Single((await Worker(rows.WorkerId).ListStatementsAsync(request)).Statements).ContractId);
        Assert.Empty((await Worker($"{Guid.NewGuid()}").ListStatementsAsync(request)).Statements);
        var refused = await Worker($"{Guid.NewGuid()}").RecordStatementsAsync(
            new RecordStatementsRequest { CityId = system.Blitar.Id, Statements = { new NewStatement { ContractId = rows.ContractId, Willingness = Willingness.NotWilling } } });
        Assert.Equal(("contract", 1), (refused.Outcomes[0].Refusal.Rule, refused.Refused));
    }

    private WillingnessService.WillingnessServiceClient Worker(string workerId) => system.Client<WillingnessService.WillingnessServiceClient>(
        "contract", TestTokens.Sign(new SetupToken($"pegawai-{workerId}", "pegawai", [Role.Worker], [system.Blitar.Code]) { WorkerId = workerId }));
}
