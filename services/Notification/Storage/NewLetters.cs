using Dapper;
using Workforce.Notification.Letters;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>Writes the letters that several batches ask for in one statement.</summary>
public static class NewLetters
{
    private const string Insert =
        """
        insert into letter (id, cycle_id, unit_id, kind, template_version, issued_at)
        select * from unnest(@ids, @cycles, @units, @kinds, @versions, @issued) as asked (id, cycle_id, unit_id, kind, template_version, issued_at)
        order by cycle_id, unit_id
        on conflict (cycle_id, unit_id, kind) do nothing
        """;

    /// <summary>Stores those that their unit has not got yet.</summary>
    /// <returns>How many were new.</returns>
    public static async Task<int> StoreAsync(this Work work, IReadOnlyCollection<Letter> letters, CancellationToken cancellation)
    {
        if (letters.Count == 0)
            return 0;
        var columns = new
        {
            ids = letters.Select(letter => letter.Id).ToArray(),
            cycles = letters.Select(letter => letter.CycleId).ToArray(),
            units = letters.Select(letter => letter.UnitId).ToArray(),
            kinds = letters.Select(letter => (short)letter.Kind).ToArray(),
            versions = letters.Select(letter => letter.TemplateVersion).ToArray(),
            issued = letters.Select(letter => letter.IssuedAt).ToArray(),
        };
        return await work.Connection.ExecuteAsync(
            new CommandDefinition(Insert, columns, work.Transaction, cancellationToken: cancellation));
    }
}
