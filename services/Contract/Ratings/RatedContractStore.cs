using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Ratings;

/// <summary>The table of contracts that have a signed rating.</summary>
public static class RatedContractStore
{
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
    /// <returns>Of how many contracts there was none, or an older one.</returns>
    public static Task<int> SaveAsync(UnitOfWork work, IReadOnlyCollection<RatedContract> rated, CancellationToken cancellation) =>
        // One row each: a statement may not update a row twice. In one order, so that two transactions do not deadlock.
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
}
