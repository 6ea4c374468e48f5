using Microsoft.Extensions.Options;

namespace Workforce.Registry.Quality;

/// <summary>Finds the workers of a city who look alike. All of them are in memory meanwhile, so a few cities are searched at a time.</summary>
public sealed class FindLookAlikes(QualityStore quality, IOptions<QualityOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _searches = new(options.Value.ConcurrentSearches);

    /// <summary>By the lower and the higher id.</summary>
    /// <param name="after">The two workers of the last pair of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<QualityFailure>> FindAsync(
        Judging judging, FailureFilter filter, (Guid Subject, Guid Other)? after, int size, CancellationToken cancellation)
    {
        await _searches.WaitAsync(cancellation);
        try
        {
            var alike = await quality.ReadLookAlikesAsync(judging, cancellation);
            var found = new List<QualityFailure>();
            foreach (var failure in alike.Find(filter, after).Take(size))
            {
                cancellation.ThrowIfCancellationRequested();
                found.Add(failure);
            }
            return found;
        }
        finally
        {
            _searches.Release();
        }
    }

    void IDisposable.Dispose() => _searches.Dispose();
}
