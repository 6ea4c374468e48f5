using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Corrections;

/// <summary>What is wrong in the register is corrected or withdrawn, with who, when, from what, to what and why.</summary>
[Collection(nameof(RegistryService))]
public sealed class CorrectionTests(RegistryService registry)
{
    private CorrectionService.CorrectionServiceClient Corrections => registry.Running.Client<CorrectionService.CorrectionServiceClient>();

    [Fact]
    public async Task CorrectContract_SeveralFields_AreChangedKeptFieldByFieldAndPublished()
    {
        var (city, _, contract) = await RegisteredAsync();

        var reply = await Corrections.CorrectContractAsync(new CorrectContractRequest
        {
            ContractId = contract.ContractId,
            LastDay = "2021-06-30",
            Unit = "rsud",
            Position = "Perawat",
            MonthlyWage = 2_000_000,
            Reason = "salah ketik",
            Paper = new Paper { Number = "814/2/2021", Date = "2021-01-02" },
        });

        var units = await registry.Cities.ListWorkUnitsAsync(new ListWorkUnitsRequest { CityId = city.Id });
        var hospital = units.WorkUnits.Single(unit => unit.Code == "rsud").Id;
        var stored = Assert.Single(await registry.PeriodsAsync(city));
        Assert.Equal(("2020-01-01", "2021-06-30", hospital, "Perawat"), (stored.FirstDay, stored.LastDay, stored.UnitId, stored.Position));
        Assert.Equal(
            [
                (CorrectedField.LastDay, "2020-12-31", "2021-06-30"), (CorrectedField.Unit, "damkar", "rsud"), (CorrectedField.Position, "Petugas", "Perawat"),
                (CorrectedField.MonthlyWage, "1250000", "2000000"),
            ],
            reply.Corrections.Select(one => (one.Field, one.From, one.To)));
        var history = (await Corrections.ListCorrectionsAsync(new ListCorrectionsRequest { ContractId = contract.ContractId })).Corrections;
        Assert.Equal(reply.Corrections.Reverse(), history);
        Assert.All(history, one => Assert.Equal(("salah ketik", "814/2/2021", true), (one.Reason, one.Paper.Number, one.By.Name.Length > 0)));
        var published = (await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId))[^1];
        var revised = Assert.Single(published.Contracts);
        Assert.Equal((1, new DateOnly(2021, 6, 30), false), (revised.Revision, revised.LastDay, revised.IsWithdrawn));
    }

    [Fact]
    public async Task CorrectContract_SameAgain_ChangesNothing()
    {
        var (city, _, contract) = await RegisteredAsync();
        var request = new CorrectContractRequest { ContractId = contract.ContractId, LastDay = "2021-06-30", Reason = "salah ketik" };
        await Corrections.CorrectContractAsync(request);
        var before = (await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId)).Count;

        Assert.Empty((await Corrections.CorrectContractAsync(request)).Corrections);

        Assert.Equal(before, (await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId)).Count);
    }

    [Theory]
    [InlineData("2019-12-31", "", "last_day", "is before the contract's first day, 2020-01-01")]
    [InlineData("", "rumah-sakit", "unit", "is the code of no work unit of the city")]
    public async Task CorrectContract_ThatCannotBe_IsRefusedByField(string lastDay, string unit, string field, string reason)
    {
        var (_, _, contract) = await RegisteredAsync();

        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(
            new CorrectContractRequest { ContractId = contract.ContractId, LastDay = lastDay, Unit = unit, Reason = "salah ketik" }));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.StartsWith(field, refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(reason, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectContract_DaysOfAnotherContract_IsRefusedAndNamesIt()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line, line with { FirstDay = "2021-01-01", LastDay = "2021-12-31", Unit = "rsud" }));
        var first = (await registry.PeriodsAsync(city)).First(period => period.LastDay == "2020-12-31");

        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(
            new CorrectContractRequest { ContractId = first.ContractId, LastDay = "2021-01-01", Reason = "salah ketik" }));

        Assert.Contains("RSUD S. K. Lerik from 2021-01-01 to 2021-12-31", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CorrectContract_WithoutAReason_IsRefused()
    {
        var (_, _, contract) = await RegisteredAsync();
        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, LastDay = "2021-06-30" }));
        Assert.StartsWith("reason", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_WhatThePolicyDemandsAPaperFor_IsRefusedWithoutOne()
    {
        var request = Requests.City();
        request.PaperRequired.AddRange([CorrectedField.LastDay, CorrectedField.Withdrawn]);
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));
        var contract = Assert.Single(await registry.PeriodsAsync(city));

        var day = await RefusedAsync(() => Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, LastDay = "2021-06-30", Reason = "x" }));
        var withdrawn = await RefusedAsync(() => Corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "x" }));
        await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, Position = "Perawat", Reason = "x" });

        Assert.All([day, withdrawn], refused => Assert.StartsWith("paper: is required: the city's policy demands one", refused.Status.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Withdraw_ContractIsGoneFromTheListingAndItsRowIsRejectedAtTheNextImport()
    {
        var (city, line, contract) = await RegisteredAsync();
        var withdrawal = new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "tidak pernah ada" };

        Assert.Single((await Corrections.WithdrawContractAsync(withdrawal)).Corrections);
        Assert.Empty((await Corrections.WithdrawContractAsync(withdrawal)).Corrections);

        Assert.Empty(await registry.PeriodsAsync(city));
        Assert.Equal(1, (await registry.CountAsync(city)).ContractPeriods);
        Assert.True(Assert.Single((await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).ContractPeriods).Withdrawn);
        Assert.True(Assert.Single((await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId))[^1].Contracts).IsWithdrawn);
        var again = await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Equal((0, 1), (again.RowsImported, again.RowsRejected));
        Assert.Contains("was withdrawn on", Assert.Single(again.Findings).Reason, StringComparison.Ordinal);
        var refused = await RefusedAsync(() => Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, LastDay = "2021-06-30", Reason = "x" }));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
    }

    [Fact]
    public async Task Withdraw_MakesRoomForAnotherContractOnTheSameDays()
    {
        var (city, line, contract) = await RegisteredAsync();
        await Corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = contract.ContractId, Reason = "unit salah" });

        var reply = await registry.ImportAsync(city, RegisterLine.File(line with { Unit = "rsud" }));

        Assert.Equal(1, reply.RowsImported);
    }

    [Fact]
    public async Task CorrectWorker_NameAndNik_AreFoundByTheNewOneAndShownByTheirLastDigits()
    {
        var (_, line, contract) = await RegisteredAsync();
        var right = RegisterLine.NextNik();

        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Name = "Maria Banu", Nik = right, Reason = "KTP" });

        Assert.Equal("Maria Banu", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = right })).Worker.Name);
        Assert.Equal(StatusCode.NotFound, (await RefusedAsync(() => registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik }))).StatusCode);
        var history = (await Corrections.ListCorrectionsAsync(new ListCorrectionsRequest { WorkerId = contract.WorkerId })).Corrections;
        Assert.Equal(
            [(CorrectedField.Nik, $"…{line.Nik[^4..]}", $"…{right[^4..]}"), (CorrectedField.Name, "Maria Bano", "Maria Banu")],
            history.Select(one => (one.Field, one.From, one.To)));
    }

    [Fact]
    public async Task ListCorrections_NikWithinReasonPaperAndPosition_IsShownByItsLastDigits()
    {
        var (_, line, contract) = await RegisteredAsync();
        var made = (await Corrections.CorrectContractAsync(new CorrectContractRequest
        {
            ContractId = contract.ContractId,
            Position = $"Perawat {line.Nik}",
            Reason = $"NIK {line.Nik} menurut KTP",
            Paper = new Paper { Number = $"KTP {line.Nik}", Date = "2021-01-02" },
        })).Corrections;

        var shown = Assert.Single((await Corrections.ListCorrectionsAsync(new ListCorrectionsRequest { ContractId = contract.ContractId })).Corrections);

        var masked = $"…{line.Nik[^4..]}";
        Assert.Equal(($"NIK {masked} menurut KTP", $"KTP {masked}", $"Perawat {masked}"), (shown.Reason, shown.Paper.Number, shown.To));
        Assert.Equal(shown, Assert.Single(made));
    }

    [Fact]
    public async Task CorrectWorker_NikOfAnother_IsRefusedWithWhatToDo()
    {
        var (city, _, contract) = await RegisteredAsync();
        var other = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(other));

        var refused = await RefusedAsync(() => Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Nik = other.Nik, Reason = "KTP" }));

        Assert.Contains("another worker of the register has it. If they are one person, withdraw", refused.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Nik, refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_NameAndPosition_AreKeptAsAnImportKeepsThem()
    {
        var (city, line, contract) = await RegisteredAsync();
        await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, Position = "  Perawat   muda ", Reason = "x" });
        await Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Name = " Maria  Banu ", Reason = "x" });

        var again = await registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Banu", Position = "Perawat muda" }));

        Assert.Equal(1, again.RowsUnchanged);
        var name = await RefusedAsync(() => Corrections.CorrectWorkerAsync(new CorrectWorkerRequest { WorkerId = contract.WorkerId, Name = "0", Reason = "x" }));
        var position = await RefusedAsync(() => Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, Position = "nihil", Reason = "x" }));
        Assert.Contains("has no letter", name.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("says that there is nothing", position.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdraw_TheLatestContract_LeavesTheWorkerToTheCityOfTheOneBefore()
    {
        var (city, line, _) = await RegisteredAsync();
        var other = await registry.NewCityAsync();
        await registry.ImportAsync(other, RegisterLine.File(line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));
        Assert.Equal(other.Id, (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.CityId);

        await Corrections.WithdrawContractAsync(new WithdrawContractRequest { ContractId = Assert.Single(await registry.PeriodsAsync(other)).ContractId, Reason = "x" });

        Assert.Equal(city.Id, (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.CityId);
        Assert.Equal(1, (await registry.ImportAsync(city, RegisterLine.File(line with { Phone = "0813" }))).RowsUpdated);
    }

    [Fact]
    public async Task Correct_ContractToLaterThanTheLatest_MakesItTheLatest()
    {
        var (city, line, contract) = await RegisteredAsync();
        var other = await registry.NewCityAsync();
        await registry.ImportAsync(other, RegisterLine.File(line with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, FirstDay = "2022-01-01", LastDay = "2022-12-31", Reason = "x" });

        Assert.Equal(city.Id, (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.CityId);
    }

    [Fact]
    public async Task Corrections_AreAppendedOnly()
    {
        var (_, _, contract) = await RegisteredAsync();
        await Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, Position = "Perawat", Reason = "x" });
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.Running.ExecuteAsync("update correction set reason = 'y'"));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => registry.Running.ExecuteAsync("delete from correction"));
    }

    [Fact]
    public async Task Correct_TwoAtOnce_KeepEachOthersFields()
    {
        var (city, _, contract) = await RegisteredAsync();
        await Task.WhenAll(
            Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, Position = "Perawat", Reason = "x" }).ResponseAsync,
            Corrections.CorrectContractAsync(new CorrectContractRequest { ContractId = contract.ContractId, LastDay = "2021-06-30", Reason = "x" }).ResponseAsync);

        var stored = Assert.Single(await registry.PeriodsAsync(city));
        Assert.Equal(("Perawat", "2021-06-30"), (stored.Position, stored.LastDay));
        Assert.Equal([1, 2], (await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId)).Skip(1).SelectMany(one => one.Contracts).Select(one => one.Revision));
    }

    private async Task<(City City, RegisterLine Line, ContractPeriod Contract)> RegisteredAsync()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        return (city, line, Assert.Single(await registry.PeriodsAsync(city)));
    }

    private static async Task<RpcException> RefusedAsync<TReply>(Func<AsyncUnaryCall<TReply>> call) => await Assert.ThrowsAsync<RpcException>(async () => await call());
}
