using System.Text;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>A cell stays one cell in a spreadsheet that separates by another mark than the file.</summary>
[Collection(nameof(RegistryService))]
public sealed class SeparatorTests(RegistryService registry)
{
    // A spreadsheet separates by what its language says, whatever the file does.
    [Theory]
    [InlineData("a;=1+1")]
    [InlineData("a|=1+1")]
    [InlineData("a\t=1+1")]
    [InlineData("a,=1+1")]
    [InlineData("a\"=1+1")]
    public async Task Export_CellWithASeparatorOfAnyKind_IsQuoted(string text)
    {
        var city = await registry.NewCityAsync();
        var stored = text.Replace('\t', ' ');
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine { Position = $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" }));
        // A tab cannot be imported, but a column may have one.
        await registry.Running.ExecuteAsync("update contract_period set position = $2 where city_id = $1 and position = $3", Guid.Parse(city.Id), text, stored);

        var file = Encoding.UTF8.GetString((await ReceivedExport.OfAsync(registry, city, ExportFormat.Csv)).Content);

        Assert.Contains($",\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", file, StringComparison.Ordinal);
    }
}
