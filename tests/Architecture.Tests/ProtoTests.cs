using Google.Protobuf.Reflection;
using Xunit;

namespace Workforce.Architecture.Tests;

/// <summary>A client of the last release can call this build: its protos only add to those of the release.</summary>
public sealed class ProtoTests
{
    private const string Cycles = "contract/v1/cycles.proto";

    private static readonly ProtoSet Current = ProtoSet.OfContracts();

    [Fact]
    public void Protos_LastRelease_IsOnlyAddedTo()
    {
        var broken = Current.BreaksOf(ProtoSet.OfLastRelease());

        Assert.True(broken.Count == 0, $"Clients of the last release break:\n{string.Join('\n', broken)}");
    }

    public static TheoryData<string, Action<FileDescriptorProto>> Breaks => new()
    {
        { "field workforce.contract.v1.CycleProgress.requested: is gone", file => Message(file, "CycleProgress").Field.RemoveAt(3) },
        { "field workforce.contract.v1.CycleProgress.expired: was 3 int32, is 30 int32", file => Field(file, "expired").Number = 30 },
        { "field workforce.contract.v1.CycleProgress.expired: was 3 int32, is 3 int64", file => Field(file, "expired").Type = FieldDescriptorProto.Types.Type.Int64 },
        { "field workforce.contract.v1.CycleProgress.expired: was 3 int32, is 3 repeated int32", file => Field(file, "expired").Label = FieldDescriptorProto.Types.Label.Repeated },
        { "message workforce.contract.v1.WatchCycleRequest: is gone", file => file.MessageType.Remove(Message(file, "WatchCycleRequest")) },
        { "method workforce.contract.v1.CycleService.GetCycle: is gone", file => file.Service[0].Method.RemoveAt(1) },
        {
            "method workforce.contract.v1.CycleService.GetCycle: was (.workforce.contract.v1.GetCycleRequest) returns (.workforce.contract.v1.Cycle), "
            + "is (.workforce.contract.v1.GetCycleRequest) returns (stream .workforce.contract.v1.Cycle)",
            file => file.Service[0].Method[1].ServerStreaming = true
        },
        { "service workforce.contract.v1.CycleService: is gone", file => file.Service.Clear() },
    };

    [Theory, MemberData(nameof(Breaks))]
    public void BreaksOf_BreakingChange_IsNamed(string expected, Action<FileDescriptorProto> change) =>
        Assert.Contains(expected, Current.With(Cycles, change).BreaksOf(Current));

    [Fact]
    public void BreaksOf_EnumValueRemoved_IsNamed() =>
        Assert.Equal(
            ["value workforce.contract.v1.ContractState.CONTRACT_STATE_EXPIRED: is gone"],
            Current.With("contract/v1/contracts.proto", file => file.EnumType[0].Value.RemoveAt(2)).BreaksOf(Current));

    [Fact]
    public void BreaksOf_Additions_AreNone() =>
        Assert.Empty(Current.With(Cycles, file =>
        {
            file.MessageType.Add(new DescriptorProto { Name = "Added" });
            Message(file, "CycleProgress").Field.Add(new FieldDescriptorProto { Name = "added", Number = 90, Type = FieldDescriptorProto.Types.Type.Bool });
            file.Service[0].Method.Add(new MethodDescriptorProto { Name = "Add", InputType = ".workforce.contract.v1.Added", OutputType = ".workforce.contract.v1.Added" });
        }).BreaksOf(Current));

    private static DescriptorProto Message(FileDescriptorProto file, string name) => file.MessageType.Single(message => message.Name == name);

    private static FieldDescriptorProto Field(FileDescriptorProto file, string name) => Message(file, "CycleProgress").Field.Single(field => field.Name == name);
}
