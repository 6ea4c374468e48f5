using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Contract.Ratings;

/// <summary>The table of contracts that have a signed rating.</summary>
public static class RatedContractStore
{
    private const string Copy = "copy rated_contract (city_id, contract_id, rating_id, version, signed_at) from stdin (format binary)";

    /// <summary>
    /// An expression on rows that have <c>contract_id</c> and <c>first_day</c>: the contract has a signed rating, and it was signed under
    /// it, by the city's calendar. Where nothing of the city is rated, one probe of the index spares all others.
    /// </summary>
    /// <param name="rows">The name of the rows.</param>
    /// <param name="cityId">Their city, the same of all.</param>
    internal static string IsRated(string rows, string cityId) =>
        $"""
        (select exists (select from rated_contract where city_id = {cityId})) and exists (
            select from rated_contract rated
            where rated.city_id = {cityId} and rated.contract_id = {rows}.contract_id
              and (rated.signed_at at time zone (select time_zone from city where city_id = {cityId}))::date >= {rows}.first_day)
        """;

    /// <summary>Stores the newest rating of each contract, in whatever order they come.</summary>
    public static async Task SaveAsync(UnitOfWork work, IReadOnlyCollection<RatedContract> rated, CancellationToken cancellation)
    {
        // In one order, so that two transactions do not deadlock.
        List<RatedContract> ordered = [.. rated.OrderBy(one => one.CityId).ThenBy(one => one.ContractId)];
        // In a city's first round all are new.
        if (await AreSomeKnownAsync(work, ordered, cancellation) || !await work.TryCopyAsync(Copy, ordered, Write, cancellation))
            await SaveNewestAsync(work, ordered, cancellation);
    }

    private static Task<bool> AreSomeKnownAsync(UnitOfWork work, List<RatedContract> rated, CancellationToken cancellation) =>
        work.ScalarAsync<bool>(
            """
            select exists (
                select from unnest(@cities, @contracts) as rated (city_id, contract_id)
                cross join lateral (
                    select from rated_contract known where known.city_id = rated.city_id and known.contract_id = rated.contract_id offset 0) known)
            """,
            new { cities = rated.Select(one => one.CityId).ToArray(), contracts = rated.Select(one => one.ContractId).ToArray() }, cancellation);

    private static Task<int> SaveNewestAsync(UnitOfWork work, List<RatedContract> rated, CancellationToken cancellation) =>
        // One row each: a statement may not update a row twice.
        work.ExecuteAsync(
            """
            insert into rated_contract as stored (city_id, contract_id, rating_id, version, signed_at)
            select distinct on (city_id, contract_id) *
            from unnest(@cities, @contracts, @ratings, @versions, @signed) as rated (city_id, contract_id, rating_id, version, signed_at)
            order by city_id, contract_id, signed_at desc, version desc, rating_id desc
            on conflict (city_id, contract_id) do update
            set rating_id = excluded.rating_id, version = excluded.version, signed_at = excluded.signed_at
            where (stored.signed_at, stored.version, stored.rating_id) < (excluded.signed_at, excluded.version, excluded.rating_id)
            """,
            new
            {
                cities = rated.Select(one => one.CityId).ToArray(),
                contracts = rated.Select(one => one.ContractId).ToArray(),
                ratings = rated.Select(one => one.RatingId).ToArray(),
                versions = rated.Select(one => one.Version).ToArray(),
                signed = rated.Select(one => one.SignedAt).ToArray(),
            },
            cancellation);

    private static void Write(CopyRows copy, RatedContract rated)
    {
        copy.Id(rated.CityId);
        copy.Id(rated.ContractId);
        copy.Id(rated.RatingId);
        copy.Number(rated.Version);
        copy.Moment(rated.SignedAt);
    }
}
