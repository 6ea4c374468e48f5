using Workforce.Cli.Errors;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary>
/// What a city's folder holds: <c>city.yaml</c> and <c>units.yaml</c> for Registry, which has of the policy what it says of access, of papers and of the national export, <c>policy.yaml</c>
/// and <c>exemptions.yaml</c> for Contract, of the policy what it says of ratings for Evaluation, as requests to these. Policies and list lack the
/// city's id until Registry has answered.
/// </summary>
/// <param name="Rating">Null where the policy says nothing of ratings.</param>
public sealed record CityFolder(string Directory, ApplyCityRequest City, Policy Policy, ExemptionList Exemptions, RatingPolicy? Rating)
{
    /// <summary>Reads and checks all four files before anything is sent.</summary>
    /// <exception cref="BadInputException">A file is missing or invalid; names file, line and field.</exception>
    public static CityFolder Read(string directory)
    {
        if (!System.IO.Directory.Exists(directory))
            throw new BadInputException($"'{directory}': there is no such folder");

        var city = CityFile.Read(Path.Combine(directory, "city.yaml"));
        var (units, offices) = UnitsFile.Read(Path.Combine(directory, "units.yaml"));
        city.WorkUnits.AddRange(units);
        city.Offices.AddRange(offices);
        var policy = Path.Combine(directory, "policy.yaml");
        city.PurposeRequired = PolicyFile.RequiresPurpose(policy);
        city.PaperRequired.AddRange(PolicyFile.PaperRequired(policy));
        city.NationalExport = NationalExportSection.Read(policy);
        return new CityFolder(
            directory,
            city,
            PolicyFile.Read(policy),
            ExemptionsFile.Read(Path.Combine(directory, "exemptions.yaml"), city.WorkUnits),
            RatingSection.Read(policy));
    }
}
