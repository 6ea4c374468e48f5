using Mono.Cecil.Cil;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>An act has one home: the file that is named after it, with one public method. A statement has one home: its noun's store.</summary>
public sealed class ActTests
{
    private static readonly string[] Verbs = ["select ", "insert ", "update ", "delete ", "copy ", "with "];

    public static TheoryData<string> Services => [.. House.Services];

    [Theory]
    [InlineData("Registry", "Import.ImportRegister")]
    [InlineData("Registry", "Cities.ApplyCity")]
    [InlineData("Contract", "Cities.SaveCities")]
    [InlineData("Contract", "Contracts.ReceiveContracts")]
    [InlineData("Contract", "Contracts.ExpireChunk")]
    [InlineData("Contract", "Cycles.OpenCycle")]
    [InlineData("Contract", "Cycles.AddUnits")]
    [InlineData("Contract", "Sweeps.SweepCity")]
    [InlineData("Contract", "Batches.RecordReports")]
    [InlineData("Contract", "Batches.ReconcileCycles")]
    [InlineData("Evaluation", "Requests.CreateRequests")]
    [InlineData("Notification", "Cycles.LearnCycle")]
    [InlineData("Notification", "Notices.IssueNotices")]
    [InlineData("Notification", "Letters.IssueLetters")]
    public void Act_File_HasItsNameAndOnePublicMethod(string service, string act)
    {
        var type = House.Assembly(service).GetType($"Workforce.{service}.{act}");
        Assert.NotNull(type);
        Assert.Single(type.Methods, method => method.IsPublic && !method.IsConstructor);
        Assert.Contains($"class {type.Name}", House.Read($"services/{service}/{act.Replace('.', '/')}.cs"), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Services))]
    public void Statement_Text_StandsOnce(string service) =>
        Assert.Empty(
            from type in House.Assembly(service).Types
            from one in type.WithNested()
            from method in one.Methods
            where method.HasBody
            from instruction in method.Body.Instructions
            where instruction.OpCode == OpCodes.Ldstr && IsStatement((string)instruction.Operand)
            group $"{type.Name}.{method.Name}" by (string)instruction.Operand into places
            where places.Count() > 1
            select $"{string.Join(" and ", places)}: {places.Key}");

    private static bool IsStatement(string text) => Verbs.Any(verb => text.StartsWith(verb, StringComparison.OrdinalIgnoreCase)) && text.Contains(' ', StringComparison.Ordinal);
}
