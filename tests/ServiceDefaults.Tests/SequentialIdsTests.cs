using Workforce.ServiceDefaults.Ids;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

public sealed class SequentialIdsTests
{
    [Fact]
    public void Next_Many_GrowAsPostgresCompares()
    {
        // More than a millisecond's counter has room for.
        var ids = SequentialIds.Next(10_000).Concat(SequentialIds.Next(3)).Select(id => id.ToString("N")).ToList();

        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Next_Id_IsAVersion7IdOfNow()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

        var id = SequentialIds.Next(1)[0];

        Assert.Equal(7, id.Version);
        Assert.InRange(id.Variant, 8, 11);
        // Others may have borrowed from milliseconds to come.
        Assert.InRange(Convert.ToInt64(id.ToString("N")[..12], 16), before, before + 60_000);
    }

    [Fact]
    public void Next_ManyAtOnce_AreAllDifferent()
    {
        var ids = Enumerable.Range(0, 64).AsParallel().SelectMany(_ => SequentialIds.Next(500)).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Next_None_IsNone() => Assert.Empty(SequentialIds.Next(0));
}
