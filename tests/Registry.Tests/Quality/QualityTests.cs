using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Quality;

/// <summary>What of a register is complete, and what fails a test. It is 1 January 2021 in the city.</summary>
[Collection(nameof(RegistryService))]
public sealed class QualityTests(RegistryService registry)
{
    private const string Header = RegisterLine.Header + ";Tempat Lahir;Pendidikan;Tanggal SK";

    [Fact]
    public async Task CheckRegister_CompleteAndIncompleteRows_AreCountedByUnit()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, Header, Complete(Line()), Complete(Line() with { Unit = "RSUD S. K. Lerik" }), $"{Line()};;SMA;");

        var quality = await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id });

        Assert.Equal((3, 2), (quality.Rows, quality.Complete));
        Assert.Equal([("damkar", 2, 1), ("rsud", 1, 1)], quality.Units.Select(unit => (unit.Code, unit.Rows, unit.Complete)));
        Assert.Equal([(QualityTest.Incomplete, 1), (QualityTest.Lapsed, 2)], quality.Units[0].Failures.Select(count => (count.Test, count.Failures)));
        Assert.Equal([(QualityTest.Lapsed, 1)], quality.Units[1].Failures.Select(count => (count.Test, count.Failures)));
        Assert.Equal("lacks Tempat Lahir, Tanggal SK", Assert.Single(await ListAsync(city, QualityTest.Incomplete)).Detail);
    }

    [Fact]
    public async Task ListFailures_ARowWithoutALastDay_IsTheKeptReject()
    {
        var city = await registry.NewCityAsync();
        var line = Line() with { LastDay = "" };
        await registry.ImportAsync(city, RegisterLine.File(line, Line()));

        var failure = Assert.Single(await ListAsync(city, QualityTest.MissingEnd));

        Assert.Equal((line.Name, line.Nik[^4..]), (failure.Worker.Name, failure.Worker.NikLast4));
        Assert.Equal(Assert.Single((await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id })).Rejects).Id, failure.SubjectId);
    }

    [Fact]
    public async Task ListFailures_LastDayIsOverInTheCity_LapsesUnlessALaterContractIsRegistered()
    {
        var city = await registry.NewCityAsync();
        var (over, today, goesOn) = (Line() with { LastDay = "2020-12-31" }, Line() with { LastDay = "2021-01-01" }, Line() with { LastDay = "2020-12-31" });
        await registry.ImportAsync(city, RegisterLine.File(over, today, goesOn, goesOn with { FirstDay = "2021-01-01", LastDay = "2021-12-31" }));

        var failure = Assert.Single(await ListAsync(city, QualityTest.Lapsed));

        Assert.Equal((over.Nik[^4..], "2020-12-31"), (failure.Worker.NikLast4, failure.Worker.LastDay));
        Assert.Contains("2020-12-31", failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListFailures_OneNameAndBirthDateUnderTwoNiks_AreListedAsOnePairAndNotMerged()
    {
        var city = await registry.NewCityAsync();
        var one = Line();
        await registry.ImportAsync(city, RegisterLine.File(
            one, Line() with { Name = one.Name.ToUpperInvariant(), Unit = "RSUD S. K. Lerik" }, Line() with { Name = one.Name, BirthDate = "1990-05-13" }, Line()));

        var same = Assert.Single(await ListAsync(city, QualityTest.SamePerson));
        var alike = Assert.Single(await ListAsync(city, QualityTest.LookAlike));
        var quality = await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id });

        Assert.Equal((same.SubjectId, same.OtherId, 100), (alike.SubjectId, alike.OtherId, alike.Likeness));
        Assert.NotEqual(same.Worker.UnitId, same.Other.UnitId);
        Assert.Equal(1, FailuresOf(quality.Failures, QualityTest.SamePerson));
        Assert.Equal([1, 1], quality.Units.Select(unit => FailuresOf(unit.Failures, QualityTest.SamePerson)));
        Assert.Equal([1, 1], quality.Units.Select(unit => FailuresOf(unit.Failures, QualityTest.LookAlike)));
        Assert.Equal(4, quality.Rows);
    }

    [Fact]
    public async Task ListFailures_OneTelephoneOfMoreThanThree_HasEachOfThem()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(
            [.. new[] { "0812 3456 789", "+62 8123456789", "628123456789", "0812-3456-789" }.Select(phone => Line() with { Phone = phone }),
             .. Enumerable.Range(0, 3).Select(_ => Line() with { Phone = "0812999111" })]));

        var failures = await ListAsync(city, QualityTest.SharedTelephone);

        Assert.Equal(4, failures.Count);
        Assert.All(failures, failure => Assert.Equal("4 workers have the telephone …6789", failure.Detail));
    }

    [Fact]
    public async Task ListFailures_BirthDateOrSexOtherThanTheNiks_IsApart()
    {
        var city = await registry.NewCityAsync();
        var (date, sex) = (Line() with { BirthDate = "1990-05-13" }, Line() with { Sex = "L" });
        await registry.ImportAsync(city, RegisterLine.File(Line(), date, sex));

        var failures = await ListAsync(city, QualityTest.NikApart);

        Assert.Equal(new[] { date, sex }.Select(line => line.Nik[^4..]).Order(), failures.Select(failure => failure.Worker.NikLast4).Order());
    }

    [Fact]
    public async Task ListFailures_TooFewOrTooManyYears_AreListedByTheFirstAndTheLastDay()
    {
        var city = await registry.NewCityAsync();
        var (child, old) = (Line() with { BirthDate = "2002-01-02" }, Line() with { BirthDate = "1961-12-31" });
        await registry.ImportAsync(city, RegisterLine.File(child, old, Line() with { BirthDate = "2002-01-01" }, Line() with { BirthDate = "1962-01-01" }));

        var failures = await ListAsync(city, QualityTest.Age);

        Assert.Equal(
            ["17 years on the first day, 18 on the last", "58 years on the first day, 59 on the last"], failures.Select(failure => failure.Detail).Order());
    }

    [Fact]
    public async Task ListFailures_HeadsAppointmentIsOver_UnitIsWithoutHead()
    {
        var city = await registry.NewCityAsync();
        Assert.Empty(await ListAsync(city, QualityTest.UnitWithoutHead));
        await registry.Running.ExecuteAsync("update appointment set last_day = '2020-12-31' where city_id = $1 and office = 'rsud'", Guid.Parse(city.Id));

        var failure = Assert.Single(await ListAsync(city, QualityTest.UnitWithoutHead));

        var quality = await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id });
        Assert.Equal(failure.SubjectId, quality.Units.Single(unit => unit.Code == "rsud").UnitId);
        Assert.Null(failure.Worker);
    }

    [Fact]
    public async Task OverrideFailure_WithNameAndReason_IsNoLongerCountedAndIsShownWhenAskedFor()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(Line()));
        var failure = Assert.Single(await ListAsync(city, QualityTest.Lapsed));
        var request = new OverrideFailureRequest { CityId = city.Id, Test = QualityTest.Lapsed, SubjectId = failure.SubjectId, Reason = "decree is signed" };

        var stated = await registry.Quality.OverrideFailureAsync(request);
        request.Reason = "another";
        var again = await registry.Quality.OverrideFailureAsync(request);

        Assert.Equal(("decree is signed", stated), (again.Reason, again));
        Assert.NotEmpty(stated.By.Subject);
        Assert.Empty(await ListAsync(city, QualityTest.Lapsed));
        Assert.Equal(stated, Assert.Single(await ListAsync(city, QualityTest.Lapsed, withOverridden: true)).Override);
        var counted = Assert.Single((await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id })).Failures, count => count.Test is QualityTest.Lapsed);
        Assert.Equal((0, 1), (counted.Failures, counted.Overridden));
    }

    [Fact]
    public async Task OverrideFailure_NikInTheReason_IsShownByItsLastDigits()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(Line()));
        var failure = Assert.Single(await ListAsync(city, QualityTest.Lapsed));

        var stated = await registry.Quality.OverrideFailureAsync(new OverrideFailureRequest
        {
            CityId = city.Id,
            Test = QualityTest.Lapsed,
            SubjectId = failure.SubjectId,
            Reason = "is 5371012407839001 by the identity card",
        });

        Assert.Equal("is …9001 by the identity card", stated.Reason);
    }

    [Fact]
    public async Task OverrideFailure_OfTwoWhoLookAlike_IsOfThatPairAlone()
    {
        var city = await registry.NewCityAsync();
        var one = Line();
        await registry.ImportAsync(city, RegisterLine.File(one, Line() with { Name = one.Name }, Line() with { Name = one.Name }));
        var pairs = await ListAsync(city, QualityTest.LookAlike);

        await registry.Quality.OverrideFailureAsync(new OverrideFailureRequest
        {
            CityId = city.Id,
            Test = QualityTest.LookAlike,
            SubjectId = pairs[0].SubjectId,
            OtherId = pairs[0].OtherId,
            Reason = "sisters",
        });

        Assert.Equal(3, pairs.Count);
        Assert.Equal(pairs.Skip(1).Select(pair => (pair.SubjectId, pair.OtherId)), (await ListAsync(city, QualityTest.LookAlike)).Select(pair => (pair.SubjectId, pair.OtherId)));
        Assert.Equal(3, (await ListAsync(city, QualityTest.SamePerson)).Count);
    }

    [Fact]
    public async Task OverrideFailure_OfWhatDoesNotFail_IsNotFound()
    {
        var (city, another) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        await registry.ImportAsync(city, RegisterLine.File(Line()));
        var failure = Assert.Single(await ListAsync(city, QualityTest.Lapsed));

        await AssertStatusAsync(StatusCode.NotFound, new OverrideFailureRequest { CityId = another.Id, Test = QualityTest.Lapsed, SubjectId = failure.SubjectId, Reason = "no" });
        await AssertStatusAsync(StatusCode.NotFound, new OverrideFailureRequest { CityId = city.Id, Test = QualityTest.Age, SubjectId = failure.SubjectId, Reason = "no" });
        await AssertStatusAsync(StatusCode.InvalidArgument, new OverrideFailureRequest { CityId = city.Id, SubjectId = failure.SubjectId, Reason = "no" });
        await AssertStatusAsync(StatusCode.InvalidArgument, new OverrideFailureRequest { CityId = city.Id, Test = QualityTest.Lapsed, SubjectId = failure.SubjectId });
    }

    [Fact]
    public async Task ListFailures_WorkerWhoseLatestContractIsAnotherCitys_IsNotJudgedHere()
    {
        var (city, another) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = Line();
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.ImportAsync(another, RegisterLine.File(line with { FirstDay = "2021-01-01", LastDay = "2021-12-31", BirthDate = "1990-05-13" }));

        Assert.Empty(await ListAsync(city, QualityTest.NikApart));
        Assert.Equal(0, (await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id })).Rows);
        Assert.Single(await ListAsync(another, QualityTest.NikApart));
    }

    [Fact]
    public async Task ListFailures_ByUnitAndByPage_HasEachOnce()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File([.. Enumerable.Range(0, 7).Select(_ => Line()), Line() with { Unit = "RSUD S. K. Lerik" }]));
        var unit = (await registry.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id })).Units.Single(unit => unit.Code == "damkar").UnitId;

        var all = await Paging.AllAsync(
            token => registry.Quality.ListFailuresAsync(
                new ListFailuresRequest { CityId = city.Id, Test = QualityTest.Lapsed, UnitId = unit, PageSize = 2, PageToken = token }).ResponseAsync,
            reply => reply.Failures, reply => reply.NextPageToken);

        Assert.Equal(7, all.Select(failure => failure.SubjectId).Distinct().Count());
        Assert.Equal(7, all.Count);
        Assert.Equal(4, await registry.Running.ScalarAsync<long>(
            "select count(*) from access_log where city_id = $1 and method like '%/ListFailures' and selection like '% failures of Lapsed'", Guid.Parse(city.Id)));
    }

    [Theory]
    [InlineData("Quality:CompleteColumns", "Telepon, Hobi", "Hobi")]
    [InlineData("Quality:OldestAge", "10", "OldestAge")]
    [InlineData("Quality:LikenessPercent", "10", "LikenessPercent")]
    public async Task Start_SettingThatIsNone_IsRefusedByName(string key, string value, string named)
    {
        Exception refused = new ObjectDisposedException(null);
        // A host that ends while the factory of the test asks for its services says only that it is gone.
        for (var attempt = 0; refused is ObjectDisposedException && attempt < 5; attempt++)
            refused = await Assert.ThrowsAnyAsync<Exception>(() => registry.StartBesideAsync((key, value)));
        Assert.Contains(named, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckRegister_OtherSettings_JudgeByThem()
    {
        await using var beside = await registry.StartBesideAsync(("Quality:CompleteColumns", "telepon"), ("Quality:WorkersOfTelephone", "1"));
        var city = await beside.NewCityAsync();
        await beside.ImportAsync(city, RegisterLine.File(Line() with { Phone = "0812999111" }, Line() with { Phone = "0812999111" }));

        var quality = await beside.Quality.CheckRegisterAsync(new CheckRegisterRequest { CityId = city.Id });

        Assert.Equal((2, 2), (quality.Rows, quality.Complete));
        Assert.Equal(2, FailuresOf(quality.Failures, QualityTest.SharedTelephone));
    }

    // Of a name that no other has, so that no two look alike by chance.
    private static RegisterLine Line()
    {
        var line = new RegisterLine();
        return line with { Name = $"{Spelt(line.Nik[2..6])} {Spelt(line.Nik[12..])}", Phone = $"08{line.Nik[2..6]}{line.Nik[12..]}" };
    }

    private static string Spelt(string digits) => string.Concat(digits.Select((digit, n) => (n == 0 ? "BDGKLMNPRS" : "bdgklmnprs")[digit - '0'] + "aiueo"[(digit - '0' + n) % 5].ToString()));

    private static string Complete(RegisterLine line) => $"{line};Kupang;SMA;2019-12-30";

    private static int FailuresOf(IEnumerable<FailureCount> counts, QualityTest test) => counts.Where(count => count.Test == test).Sum(count => count.Failures);

    private async Task<IReadOnlyList<QualityFailure>> ListAsync(City city, QualityTest test, bool withOverridden = false) =>
        (await registry.Quality.ListFailuresAsync(new ListFailuresRequest { CityId = city.Id, Test = test, WithOverridden = withOverridden })).Failures;

    private async Task AssertStatusAsync(StatusCode expected, OverrideFailureRequest request) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<RpcException>(async () => await registry.Quality.OverrideFailureAsync(request))).StatusCode);
}
