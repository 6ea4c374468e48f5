using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>The table of exemption lists: all versions of each city's.</summary>
public sealed class ExemptionListStore(Database database)
{
    internal const string Select =
        """
        select city_id, version, number, decided_on, signatory_name, signatory_title, stay_home_from, kinds, unit_codes
        from exemption_list
        """;

    private static readonly string Newest = $"{Select} where city_id = @cityId order by version desc limit 1";

    public static Task AddAsync(UnitOfWork work, ExemptionList list, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into exemption_list (city_id, version, number, decided_on, signatory_name, signatory_title, stay_home_from, kinds, unit_codes)
            values (@CityId, @Version, @Number, @DecidedOn, @SignatoryName, @SignatoryTitle, @StayHomeFrom, @Kinds, @UnitCodes)
            """,
            Row.Of(list), cancellation);

    /// <summary>The newest version; null when the city has none.</summary>
    public static async Task<ExemptionList?> FindNewestAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation)
    {
        var row = await work.FindAsync<Row>(Newest, new { cityId }, cancellation);
        return row?.ToList();
    }

    /// <summary>The newest version; null when the city has none.</summary>
    public async Task<ExemptionList?> FindNewestAsync(Guid cityId, CancellationToken cancellation)
    {
        var row = await database.FindAsync<Row>(Newest, new { cityId }, cancellation);
        return row?.ToList();
    }

    internal sealed record Row
    {
        public Guid CityId { get; init; }
        public int Version { get; init; }
        public required string Number { get; init; }
        public DateOnly DecidedOn { get; init; }
        public required string SignatoryName { get; init; }
        public required string SignatoryTitle { get; init; }
        public DateOnly? StayHomeFrom { get; init; }
        public required string[] Kinds { get; init; }
        public required string[] UnitCodes { get; init; }

        public static Row Of(ExemptionList list) => new()
        {
            CityId = list.CityId,
            Version = list.Version,
            Number = list.Number,
            DecidedOn = list.DecidedOn,
            SignatoryName = list.Signatory.Name,
            SignatoryTitle = list.Signatory.Title,
            StayHomeFrom = list.StayHomeFrom,
            Kinds = [.. list.Kinds.All],
            UnitCodes = [.. list.UnitCodes.All],
        };

        public ExemptionList ToList() => new(
            CityId, Version, Number, DecidedOn, new Signatory(SignatoryName, SignatoryTitle), StayHomeFrom,
            new ExemptNames(Kinds), new ExemptNames(UnitCodes));
    }
}
