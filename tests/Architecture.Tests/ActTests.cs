using System.Text.RegularExpressions;
using Mono.Cecil;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>An act has one home: the file that is named after it, with one public method.</summary>
public sealed partial class ActTests
{
    private static readonly string[] OtherRooms = ["Api", "Consumers", "Peers", "Migrations", "Templates", "Cache"];

    // As the first word of a name, a verb and nothing else here: a sweep, an import and a record are things too.
    private static readonly string[] Verbs =
    [
        "Add", "Apply", "Check", "Create", "Delete", "Expire", "Fetch", "Find", "Get", "Issue", "Learn", "List", "Open", "Rate", "Receive",
        "Reconcile", "Remind", "Save", "Send", "Sign", "Store", "Update", "Withdraw",
    ];

    // Were the acts derived wrongly, some of these would be missing.
    private static readonly string[] Known =
    [
        "Registry.Import.ImportRegister", "Registry.Cities.ApplyCity",
        "Contract.Cities.SaveCities", "Contract.Contracts.ReceiveContracts", "Contract.Contracts.ExpireChunk", "Contract.Cycles.OpenCycle",
        "Contract.Cycles.AddUnits", "Contract.Sweeps.SweepCity", "Contract.Batches.RecordReports", "Contract.Batches.ReconcileCycles",
        "Evaluation.Requests.CreateRequests",
        "Notification.Cycles.LearnCycle", "Notification.Notices.IssueNotices", "Notification.Letters.IssueLetters",
    ];

    /// <summary>Service and act, for example <c>Registry</c>, <c>Cities.ApplyCity</c>.</summary>
    public static TheoryData<string, string> Acts
    {
        get
        {
            var acts = new TheoryData<string, string>();
            foreach (var (service, act) in Derived())
                acts.Add(service, act);
            return acts;
        }
    }

    [Fact]
    public void Acts_Derived_HaveThoseThatAreKnown() =>
        Assert.Empty(Known.Except(Derived().Select(act => $"{act.Service}.{act.Act}")));

    [Theory, MemberData(nameof(Acts))]
    public void Act_Methods_OneIsPublicAndNamedAfterTheVerb(string service, string act)
    {
        var type = House.Assembly(service).GetType($"Workforce.{service}.{act}");
        var only = Assert.Single(type.Methods, method => method.IsPublic && !method.IsConstructor);
        Assert.Equal(MethodOf(type), only.Name);
    }

    [Theory, MemberData(nameof(Acts))]
    public void Act_File_HasItsNameAndNoOtherClass(string service, string act)
    {
        var file = $"services/{service}/{act.Replace('.', '/')}.cs";
        Assert.True(File.Exists(Path.Combine(House.Root, file)), $"{act} is not in {file}");
        var declared = Assert.Single(House.Read(file).Split('\n'), line => ClassDeclaration().IsMatch(line));
        Assert.EndsWith($"class {act.Split('.')[^1]}", declared.Split('(', ':')[0].TrimEnd(), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Service, string Act)> Derived() =>
        from service in House.Services
        from type in House.Assembly(service).Types
        where IsAct(service, type)
        select (service, type.FullName[$"Workforce.{service}.".Length..]);

    // A public class in a noun's room whose name begins with a verb: by the list, or because it has the method that such an act has.
    private static bool IsAct(string service, TypeDefinition type) =>
        IsInNounRoom(service, type.Namespace)
        && type is { IsPublic: true, IsClass: true, IsAbstract: false, IsValueType: false, HasGenericParameters: false }
        && type.BaseType.FullName == "System.Object"
        && !type.Name.EndsWith("Store", StringComparison.Ordinal)
        && !IsRecord(type)
        && VerbOf(type) != type.Name
        && (Verbs.Contains(VerbOf(type)) || type.Methods.Any(method => method.IsPublic && method.Name == MethodOf(type)));

    private static bool IsInNounRoom(string service, string space) =>
        space.StartsWith($"Workforce.{service}.", StringComparison.Ordinal) && !OtherRooms.Contains(space.Split('.')[2]);

    private static bool IsRecord(TypeDefinition type) => type.Methods.Any(method => method.Name == "<Clone>$");

    private static string MethodOf(TypeDefinition type) => $"{VerbOf(type)}Async";

    // The first word of the name.
    private static string VerbOf(TypeDefinition type) =>
        type.Name[..1] + string.Concat(type.Name.Skip(1).TakeWhile(letter => !char.IsUpper(letter)));

    // Of one that is not nested.
    [GeneratedRegex("^(public|internal|file)( [a-z]+)* class ")]
    private static partial Regex ClassDeclaration();
}
