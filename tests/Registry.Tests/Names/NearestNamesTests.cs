using Workforce.Registry.Names;
using Xunit;

namespace Workforce.Registry.Tests.Names;

public sealed class NearestNamesTests
{
    [Fact]
    public void To_MiswrittenName_IsFirst() => Assert.Equal(
        "Dinas Kesehatan", NearestNames.To("Dians Kesehatn", ["Dinas Sosial", "RSUD S. K. Lerik", "Dinas Kesehatan"])[0]);

    [Fact]
    public void To_PartOfAName_IsFirst() => Assert.Equal(
        "RSUD S. K. Lerik", NearestNames.To("lerik", ["Dinas Sosial", "RSUD S. K. Lerik", "Damkar"])[0]);

    [Fact]
    public void To_VeryLongText_IsNotCompared() => Assert.Empty(NearestNames.To(new string('x', 10_000), ["Dinas Sosial"]));
}
