using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>What an export cannot say, an import of it does not take away.</summary>
[Collection(nameof(RegistryService))]
public sealed class CircleTests(RegistryService registry)
{
    private const string Header = RegisterLine.Header + ";TMT Pertama";

    // A vendor's contract may run beside the city's; that of the latest last day may have begun first.
    [Fact]
    public async Task Import_ExportWithoutTheFirstAppointmentOfTheLatestContract_LeavesIt()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine { FirstDay = "2020-07-01" });
        await registry.ImportAsync(city, Header, $"{line};2020-07-01");
        await registry.ImportAsync(city, RegisterLine.File(line with { FirstDay = "2020-01-01", LastDay = "2021-12-31", Employer = "PT Bersih Jaya" }));
        var before = await StoredRegister.OfAsync(registry, city);

        var file = (await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv)).Content;
        var reply = await registry.ImportAsync(city, file);

        Assert.Equal(["", "2020-07-01"], (await ReceivedExport.RowsOfAsync(file)).Select(row => row["TMT Pertama"]).Order());
        Assert.Equal((2, 2), (reply.RowsRead, reply.RowsUnchanged));
        Assert.Equal(before, await StoredRegister.OfAsync(registry, city));
    }

    [Fact]
    public async Task Import_EmptyFirstAppointmentThatTheRowCouldHave_ErasesIt()
    {
        var (city, line) = (await registry.NewCityAsync(), new RegisterLine());
        await registry.ImportAsync(city, Header, $"{line};2020-01-01");

        Assert.Equal(1, (await registry.ImportAsync(city, Header, $"{line};")).RowsUpdated);
    }
}
