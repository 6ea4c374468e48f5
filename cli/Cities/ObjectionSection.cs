using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>
/// <c>objection.days</c> of <c>policy.yaml</c>, or <c>objection_days</c>, its former name: how long a worker may object to a rating
/// (keberatan). Contract has it, as notices say it.
/// </summary>
public static class ObjectionSection
{
    internal const string Name = "objection";

    private const string Days = "days";
    private const string FormerName = "objection_days";

    /// <exception cref="BadInputException">It is missing, invalid, or given by both names.</exception>
    public static ObjectionPolicy Read(YamlSection file)
    {
        var section = In(file);
        var former = file.OptionalText(FormerName);
        var isGiven = section?.OptionalText(Days) is not null;
        if (former is null)
            return new ObjectionPolicy { Days = (section ?? throw file.Invalid($"objection.{Days}", "is missing")).WholeNumber(Days, 1, 366) };
        return isGiven
            ? throw file.Invalid(FormerName, $"is the former name of objection.{Days}, which is given too; remove this one")
            : new ObjectionPolicy { Days = file.WholeNumber(FormerName, 1, 366) };
    }

    /// <summary>The section, null when the file has none.</summary>
    internal static YamlSection? In(YamlSection file) => file.OptionalSection(Name)?.Allow(Days, "ruling_days");
}
