using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Rejects;

/// <summary>What an import rejected is listed until it is imported right or dismissed.</summary>
[Collection(nameof(RegistryService))]
public sealed class RejectTests(RegistryService registry)
{
    [Fact]
    public async Task Import_SameNikInTwoUnitsAtOnce_KeepsTheRowWithItsPaperBesideTheContractThatIsIn()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.ImportAsync(city, RegisterLine.File(line with { Unit = "RSUD S. K. Lerik", FirstDay = "2020-07-01", DecreeNumber = "RSUD/9" }));

        var reject = Assert.Single(await ListAsync(city, RejectKind.DoubleEmployment));

        Assert.Equal((line.Name, line.Nik[^4..], "RSUD S. K. Lerik"), (reject.Name, reject.NikLast4, reject.Unit));
        Assert.Equal(("2020-07-01", "2020-12-31", "RSUD/9", "Petugas"), (reject.FirstDay, reject.LastDay, reject.DecreeNumber, reject.Position));
        var stored = Assert.Single(await registry.PeriodsAsync(city));
        Assert.Equal(
            (stored.ContractId, "Dinas Pemadam Kebakaran", "2020-01-01", "2020-12-31", line.DecreeNumber),
            (reject.Contract.ContractId, reject.Contract.Unit, reject.Contract.FirstDay, reject.Contract.LastDay, reject.Contract.DecreeNumber));
        Assert.Contains("overlapping the contract", Assert.Single(reject.Findings).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(line.Nik[..12], reject.ToString(), StringComparison.Ordinal);
        foreach (var unitId in (string[])[stored.UnitId, reject.UnitId])
            Assert.Equal(reject, Assert.Single((await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, UnitId = unitId })).Rejects));
        Assert.Empty((await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, UnitId = $"{Guid.NewGuid()}" })).Rejects);
    }

    [Fact]
    public async Task Import_TwoUnitsOnTheSameDaysOfOneFile_IsDoubleEmployment()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line, line with { Unit = "RSUD S. K. Lerik" }, line));

        var rejects = await ListAsync(city);

        Assert.Equal([RejectKind.DoubleEmployment, RejectKind.Duplicate], rejects.Select(reject => reject.Kind));
        Assert.All(rejects, reject => Assert.Equal("Dinas Pemadam Kebakaran", reject.Contract.Unit));
    }

    [Fact]
    public async Task Import_OverlapsTheContractOfAnotherCity_IsKeptWithoutThatContract()
    {
        var (first, second) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = new RegisterLine();
        await registry.ImportAsync(first, RegisterLine.File(line with { DecreeNumber = "SECRET/1" }));
        await registry.ImportAsync(second, RegisterLine.File(line));

        var reject = Assert.Single(await ListAsync(second));

        Assert.Equal((RejectKind.DoubleEmployment, null), (reject.Kind, reject.Contract));
        Assert.DoesNotContain("SECRET", reject.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(first.Name + ",", reject.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_SameFileAgain_DoublesNoReject()
    {
        var city = await registry.NewCityAsync();
        var lines = RegisterLine.File(
            new RegisterLine { Nik = "3.57E+15" }, new RegisterLine { Unit = "Damkarr" }, new RegisterLine { Wage = "-1", FirstDay = "31/02/2020" });
        await registry.ImportAsync(city, lines);
        var before = await ListAsync(city);
        var again = await registry.ImportAsync(city, lines);
        var after = await ListAsync(city);

        Assert.Equal(3, before.Count);
        Assert.Equal(before.Select(reject => reject.Id), after.Select(reject => reject.Id));
        Assert.All(after, reject => Assert.Equal(again.ImportId, reject.ImportId));
        Assert.Equal(("E+15", 2), (after[0].NikLast4, after[0].Row));
        Assert.Equal(["Gaji", "Tanggal Mulai"], after[2].Findings.Select(finding => finding.Column).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("NIK")]
    [InlineData("unit")]
    [InlineData("wage")]
    [InlineData("first day")]
    [InlineData("last day")]
    [InlineData("sex")]
    [InlineData("NIK and unit")]
    public async Task Import_RowWithTheWrongCellCorrected_SettlesTheReject(string wrong)
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine { Name = $"Maria {wrong}" };
        var another = new RegisterLine { Name = "Another Person" };
        await registry.ImportAsync(city, RegisterLine.File(Spoilt(line, wrong)));
        Assert.Single(await ListAsync(city));

        await registry.ImportAsync(city, RegisterLine.File(another));
        Assert.Single(await ListAsync(city));
        var corrected = await registry.ImportAsync(city, RegisterLine.File(line));

        Assert.Empty(await ListAsync(city));
        var by = await registry.Running.ScalarAsync<Guid>("select settled_by_contract_id from reject where city_id = $1", Guid.Parse(city.Id));
        Assert.Equal(
            corrected.ImportId,
            $"{await registry.Running.ScalarAsync<Guid>("select import_id from contract_period where id = $1", by)}");
    }

    [Fact]
    public async Task Import_OverlapMovedToAFreeDay_SettlesTheRejectButTheContractThatIsInDoesNot()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        var overlapping = line with { Unit = "RSUD S. K. Lerik", FirstDay = "2020-12-31", LastDay = "2021-12-31", DecreeNumber = "RSUD/9" };
        await registry.ImportAsync(city, RegisterLine.File(line, overlapping));
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Single(await ListAsync(city));

        await registry.ImportAsync(city, RegisterLine.File(line, overlapping with { FirstDay = "2021-01-01" }));

        Assert.Empty(await ListAsync(city));
    }

    [Fact]
    public async Task Import_UnitBecomesKnown_SettlesTheUnchangedRow()
    {
        var request = Requests.City();
        var city = (await registry.Cities.ApplyCityAsync(request)).City;
        var line = new RegisterLine { Unit = "Puskesmas Oesapa" };
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Equal("", Assert.Single(await ListAsync(city)).UnitId);

        request.WorkUnits.Add(Requests.Unit("oesapa", "Puskesmas Oesapa"));
        await registry.Cities.ApplyCityAsync(request);
        await registry.ImportAsync(city, RegisterLine.File(line));

        Assert.Empty(await ListAsync(city));
    }

    // More than one chunk, so that each settles its own.
    [Fact]
    public async Task Import_EveryRowOfALargeFileCorrected_SettlesThemAll()
    {
        var city = await registry.NewCityAsync();
        RegisterLine[] lines = [.. Enumerable.Range(0, 5_200).Select(_ => new RegisterLine())];
        await registry.ImportAsync(city, RegisterLine.File([.. lines.Select(line => line with { Unit = "Damkarr" })]));
        Assert.Equal(500, (await ListAsync(city)).Count);

        await registry.ImportAsync(city, RegisterLine.File(lines));

        Assert.Empty(await ListAsync(city));
    }

    [Fact]
    public async Task Import_ContractOfAnotherCity_SettlesNothingHere()
    {
        var (city, another) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line with { Unit = "Damkarr" }));
        await registry.ImportAsync(another, RegisterLine.File(line));

        Assert.Single(await ListAsync(city));
    }

    [Fact]
    public async Task Import_RowWhoseCellsCannotBeTold_IsKept()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.Header, $"{new RegisterLine()};a;b;c", $"\"{new RegisterLine()}", $"{new RegisterLine()}");

        Assert.NotEmpty(await ListAsync(city));
        Assert.Equal(await registry.Running.ScalarAsync<long>("select count(*) from reject where city_id = $1", Guid.Parse(city.Id)), (await ListAsync(city)).Count);
    }

    [Fact]
    public async Task DismissReject_WithAReason_IsNotListedAgain()
    {
        var city = await registry.NewCityAsync();
        var lines = RegisterLine.File(new RegisterLine { Wage = "many" });
        await registry.ImportAsync(city, lines);
        var reject = Assert.Single(await ListAsync(city));

        var reply = await registry.Rejects.DismissRejectAsync(new DismissRejectRequest { RejectId = reject.Id, Reason = "left before the first day" });
        await registry.ImportAsync(city, lines);

        Assert.Equal((reject.Id, "left before the first day"), (reply.RejectId, reply.Reason));
        Assert.Empty(await ListAsync(city));
        await AssertStatusAsync(StatusCode.NotFound, "open reject", new DismissRejectRequest { RejectId = reject.Id, Reason = "again" });
        await AssertStatusAsync(StatusCode.InvalidArgument, "reason", new DismissRejectRequest { RejectId = reject.Id });
        await AssertStatusAsync(StatusCode.InvalidArgument, "500", new DismissRejectRequest { RejectId = reject.Id, Reason = new string('a', 501) });
    }

    [Fact]
    public async Task DismissReject_NikInTheReason_IsShownByItsLastDigits()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Wage = "many" }));

        var reply = await registry.Rejects.DismissRejectAsync(
            new DismissRejectRequest { RejectId = Assert.Single(await ListAsync(city)).Id, Reason = "is 5371012407839001 by the identity card" });

        Assert.Equal("is …9001 by the identity card", reply.Reason);
    }

    [Fact]
    public async Task DismissReject_OfACityOutOfReach_AnswersAsIfItWereNot()
    {
        var (city, another) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Wage = "many" }));
        var reject = Assert.Single(await ListAsync(city));
        using var channel = TestTokens.Open(registry.Running.Address, _ => TestTokens.Sign(new SetupToken("hr", "hr", [Role.Hr], [another.Code])));

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await new RejectService.RejectServiceClient(channel)
            .DismissRejectAsync(new DismissRejectRequest { RejectId = reject.Id, Reason = "not mine" }));

        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Single(await ListAsync(city));
    }

    [Fact]
    public async Task ListRejects_PageByPage_HasEachInTheOrderOfTheFile()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File([.. Enumerable.Range(0, 25).Select(_ => new RegisterLine { Wage = "many" })]));

        var all = await Paging.AllAsync(
            token => registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, PageSize = 10, PageToken = token }).ResponseAsync,
            reply => reply.Rejects, reply => reply.NextPageToken);

        Assert.Equal(Enumerable.Range(2, 25), all.Select(reject => reject.Row));
    }

    [Fact]
    public async Task ListRejects_Read_IsInTheAccessLog()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Wage = "many" }));
        await ListAsync(city);

        Assert.Equal(1, await registry.Running.ScalarAsync<long>(
            "select count(*) from access_log where city_id = $1 and method like '%/ListRejects' and selection like '1 rejects%'", Guid.Parse(city.Id)));
    }

    private static RegisterLine Spoilt(RegisterLine line, string wrong) => wrong switch
    {
        "NIK" => line with { Nik = "53710152059" },
        "unit" => line with { Unit = "Damkarr" },
        "wage" => line with { Wage = "many" },
        "first day" => line with { FirstDay = "31/02/2020" },
        "last day" => line with { LastDay = "2019-12-31" },
        "sex" => line with { Sex = "X" },
        "NIK and unit" => line with { Nik = "", Unit = "" },
        _ => throw new ArgumentOutOfRangeException(nameof(wrong), wrong, "no cell"),
    };

    private async Task<IReadOnlyList<Reject>> ListAsync(City city, RejectKind kind = RejectKind.Unspecified) =>
        (await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, Kind = kind })).Rejects;

    private async Task AssertStatusAsync(StatusCode expected, string words, DismissRejectRequest request)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await registry.Rejects.DismissRejectAsync(request));
        Assert.Equal(expected, refused.StatusCode);
        Assert.Contains(words, refused.Status.Detail, StringComparison.Ordinal);
    }
}
