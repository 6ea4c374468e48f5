using Workforce.Cli.Nights;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>The comparison that counts lost and doubled entries.</summary>
public sealed class TallyTests
{
    private static readonly HashSet<int> Expected = [1, 2, 3];

    [Theory]
    [InlineData(new[] { 3, 1, 2 }, 3, 0, 0)]
    [InlineData(new[] { 1, 2 }, 2, 1, 0)]
    [InlineData(new int[0], 0, 3, 0)]
    [InlineData(new[] { 1, 2, 3, 2 }, 4, 0, 1)]
    [InlineData(new[] { 1, 2, 3, 2, 2 }, 5, 0, 2)]
    [InlineData(new[] { 1, 2, 3, 9 }, 4, 0, 1)]
    [InlineData(new[] { 1, 1, 9 }, 3, 2, 2)]
    public async Task Of_Listing_CountsMissingAndSurplus(int[] listing, int found, int missing, int surplus) =>
        Assert.Equal(new Tally(found, missing, surplus), await Tally.OfAsync(Expected, listing.ToAsyncEnumerable()));
}
