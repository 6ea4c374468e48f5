using Workforce.ServiceDefaults.Ids;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

public sealed class DerivedIdTests
{
    private static readonly Guid Cycle = Guid.Parse("0192f3c4-0000-7000-8000-000000000001");

    [Fact]
    public void From_TheSameParts_IsTheSameVersion5Id()
    {
        var id = DerivedId.From("contracts-expired", Cycle, new DateOnly(2020, 12, 31));

        Assert.Equal(id, DerivedId.From("contracts-expired", Cycle, new DateOnly(2020, 12, 31)));
        Assert.Equal(5, id.Version);
    }

    [Fact]
    public void From_TheNameOfAnIndependentImplementation_IsItsId() =>
        // python3 -c "import uuid; print(uuid.uuid5(uuid.UUID('8f0b9a51-6a55-5f5e-9a37-6f5c2f1b7d2e'), 'kind\n7'))"
        Assert.Equal(Guid.Parse("22cc13f9-99d5-5d74-951b-be8eb9396fe3"), DerivedId.From("kind", 7));

    [Fact]
    public void From_AnotherKindOrOrder_IsAnotherId()
    {
        Guid[] ids = [DerivedId.From("a", 1, 2), DerivedId.From("a", 2, 1), DerivedId.From("b", 1, 2), DerivedId.From("a", 12)];

        Assert.Equal(ids.Length, ids.Distinct().Count());
    }
}
