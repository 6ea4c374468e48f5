using Workforce.Registry.Contracts;

namespace Workforce.Registry.Corrections;

/// <summary>What is told of another contract on the days that a corrected one would have.</summary>
internal static class OverlapText
{
    /// <param name="cityId">That of the corrected contract, which may not know more of another city's.</param>
    public static string Of(CityContract other, Guid cityId) => other.CityId == cityId
        ? $"the worker has another contract on these days, with {other.Unit} from {other.Period}: correct or withdraw that one first"
        : "the worker has a contract with another city on these days";
}
