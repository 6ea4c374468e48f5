using System.Xml.Linq;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>Which project may refer to which.</summary>
public sealed class ProjectTests
{
    public static TheoryData<string> Services => [.. House.Services];

    [Theory, MemberData(nameof(Services))]
    public void Service_OtherServices_AreKnownByTheirContractsOnly(string service) =>
        Assert.Equal(["Contracts", "ServiceDefaults"], ReferencesOf($"services/{service}/{service}.csproj").Except(Libraries).Order());

    [Fact]
    public void Library_System_IsKnownByItsPublicLanguageAtMost()
    {
        var references = Libraries.SelectMany(library => ReferencesOf($"libraries/{library}/{library}.csproj").Select(reference => (library, reference)));
        // Rules of access are read from the descriptors of the protos.
        Assert.Equal([("Identity", "Contracts")], references);
    }

    [Fact]
    public void Cli_System_IsKnownByItsPublicGrpcOnly() => Assert.Equal(["Contracts"], ReferencesOf("cli/Cli.csproj").Except(Libraries));

    [Fact]
    public void Contracts_Language_RefersToNothing() => Assert.Empty(ReferencesOf("contracts/Contracts.csproj"));

    [Fact]
    public void ServiceDefaults_EveryService_IsUnknownToIt() =>
        Assert.Equal(["Contracts"], ReferencesOf("ServiceDefaults/ServiceDefaults.csproj").Except(Libraries));

    [Fact]
    public void AppHost_Services_AreResourcesOnly()
    {
        Assert.Equal(["Cli", "Contract", "Evaluation", "Notification", "Registry"], ReferencesOf("AppHost/AppHost.csproj").Except(Libraries).Order());
        using var appHost = House.Assembly("AppHost");
        Assert.Empty(appHost.AssemblyReferences.Select(reference => reference.Name).Intersect([.. House.Services, "Cli", "Contracts", "ServiceDefaults"]));
    }

    [Fact]
    public void ProjectFile_Condition_HasNone() =>
        Assert.DoesNotContain(House.Files("*.csproj"), file => XDocument.Parse(House.Read(file)).Descendants().Any(HasCondition));

    private static IEnumerable<string> Libraries => House.Files("*.csproj")
        .Where(file => file.StartsWith("libraries/", StringComparison.Ordinal))
        .Select(file => Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<string> ReferencesOf(string project) =>
        XDocument.Parse(House.Read(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

    private static bool HasCondition(XElement element) => element.Attribute("Condition") is not null;
}
