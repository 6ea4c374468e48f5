using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Import;

/// <summary>Lists what an import found in its file; the values are of persons, so the access log says who did.</summary>
public sealed class ListFindings(ImportStore imports, AccessLog accesses)
{
    /// <summary>Findings with their positions, in the order of the file.</summary>
    /// <param name="after">Position of the last finding of the page before; null on the first page.</param>
    /// <exception cref="NotFoundException">No such import within reach.</exception>
    public async Task<IReadOnlyList<(int Position, Finding Finding)>> ListAsync(
        Guid importId, int? after, int size, AllowedCall call, CancellationToken cancellation)
    {
        var (cityId, findings) = await imports.ListFindingsAsync(importId, after, size, call.Reach, cancellation);
        await accesses.WriteAsync(call, new Accessed(cityId, [], $"import {importId}, {findings.Count} findings after {after ?? -1}"));
        return findings;
    }
}
