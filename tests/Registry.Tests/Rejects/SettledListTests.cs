using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Rejects;

/// <summary>How settled rejects are listed, and whom the access log names of a listing.</summary>
[Collection(nameof(RegistryService))]
public sealed class SettledListTests(RegistryService registry)
{
    [Fact]
    public async Task ListRejects_Settled_HasHowWhenAndByWhom()
    {
        var city = await registry.NewCityAsync();
        RegisterLine[] lines = [new(), new(), new()];
        await registry.ImportAsync(city, RegisterLine.File([.. lines.Select(line => line with { Wage = "many" })]));
        var open = await ListAsync(city);
        await registry.Rejects.DismissRejectAsync(new DismissRejectRequest { RejectId = open[0].Id, Reason = "left before the first day" });
        await registry.ImportAsync(city, RegisterLine.File(lines[1]));

        var pages = await Paging.AllAsync(
            token => registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, Settled = true, PageSize = 1, PageToken = token }).ResponseAsync,
            reply => reply.Rejects, reply => reply.NextPageToken);

        Assert.Equal([open[0].Id, open[1].Id], pages.Select(reject => reject.Id));
        Assert.Equal([RejectSettlement.Dismissed, RejectSettlement.Imported], pages.Select(reject => reject.Settlement));
        Assert.Equal(["left before the first day", ""], pages.Select(reject => reject.Reason));
        Assert.Equal(["", Assert.Single(await registry.PeriodsAsync(city)).ContractId], pages.Select(reject => reject.SettledByContractId));
        Assert.All(pages, reject => Assert.True(reject.SettledAt is not null && reject.SettledBy.Subject.Length > 0));
        Assert.Equal(open[2], Assert.Single(await ListAsync(city)));
        Assert.Null(open[2].SettledBy);
    }

    [Fact]
    public async Task ListRejects_OpenedAgain_HasNothingOfItsSettlement()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line with { Wage = "many" }));
        await registry.ImportAsync(city, RegisterLine.File(line));
        Assert.Single(await ListAsync(city, settled: true));

        await registry.ImportAsync(city, RegisterLine.File(line with { Wage = "many" }));

        Assert.Empty(await ListAsync(city, settled: true));
        var open = Assert.Single(await ListAsync(city));
        Assert.Equal((null, null, RejectSettlement.Unspecified, ""), (open.SettledAt, open.SettledBy, open.Settlement, open.SettledByContractId));
    }

    [Fact]
    public async Task ListRejects_NikOfAWorkerOfTheCity_IsInTheAccessLogByTheWorkerAndNotOfAnotherCity()
    {
        var (city, another) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.ImportAsync(city, RegisterLine.File(line with { Wage = "many" }, new RegisterLine { Wage = "many" }));
        await registry.ImportAsync(another, RegisterLine.File(line));

        await ListAsync(city);
        await ListAsync(another);

        Assert.Equal($"{{{Assert.Single(await registry.PeriodsAsync(city)).WorkerId}}}", await WorkersOfAsync(city));
        Assert.Equal("{}", await WorkersOfAsync(another));
    }

    private async Task<IReadOnlyList<Reject>> ListAsync(City city, bool settled = false) =>
        (await registry.Rejects.ListRejectsAsync(new ListRejectsRequest { CityId = city.Id, Settled = settled })).Rejects;

    private Task<string> WorkersOfAsync(City city) => registry.Running.ScalarAsync<string>(
        "select coalesce(worker_ids::text, '{' || worker_id || '}', '{}') from access_log where city_id = $1 and method like '%/ListRejects'", Guid.Parse(city.Id));
}
