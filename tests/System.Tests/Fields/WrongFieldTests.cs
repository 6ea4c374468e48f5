using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Workforce.Testing.Rpc;
using Xunit;

namespace Workforce.System.Tests.Fields;

/// <summary>A wrong value in any field of any call is refused, and the error's details name the field by its path.</summary>
[Collection(Systems.Name)]
public sealed class WrongFieldTests(SharedSystem shared, FieldCity cities) : IClassFixture<FieldCity>
{
    // What many clients take at most, gRPC's own core among them.
    private const int MostBytesOfTrailers = 8 * 1024;
    private const int BytesOfEntry = 32; // RFC 9113, 6.5.2: what each costs beside its name and value

    public static TheoryData<string, string> Calls
    {
        get
        {
            var calls = new TheoryData<string, string>();
            foreach (var (service, method) in RpcCatalog.Calls)
                calls.Add(service, method.FullName);
            return calls;
        }
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_AWrongValueInEachField_IsRefusedWithItsPath(string service, string method)
    {
        var call = RpcCatalog.Method(method);
        var city = await cities.OfAsync(shared.Running);
        List<string> faults = [];
        foreach (var valid in ValidRequests.Of(call.InputType.Name, city))
        {
            for (var at = 0; at < valid.Length; at++)
            {
                foreach (var path in FieldWalk.PlacesIn(valid[at]).Where(IsRefusing).Select(place => place.Path))
                    faults.AddRange(await FaultsOfAsync(service, call, valid, at, path));
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Call_ValidRequest_IsNotRefused(string service, string method)
    {
        var call = RpcCatalog.Method(method);
        foreach (var valid in ValidRequests.Of(call.InputType.Name, await cities.OfAsync(shared.Running)))
        {
            var failure = await RpcCall.FailureOfAsync(shared.Running.ChannelTo(service), call, valid);
            Assert.True(failure is null or { StatusCode: StatusCode.NotFound }, $"{failure?.Status}");
        }
    }

    [Fact]
    public async Task ValidRequests_EveryFieldOfEveryCall_IsInOne()
    {
        var city = await cities.OfAsync(shared.Running);
        HashSet<string> met = [];
        foreach (var request in RpcCatalog.Calls.Select(call => call.Method.InputType).Distinct())
        {
            var walked = ValidRequests.Of(request.Name, city).SelectMany(messages => messages).SelectMany(message => FieldWalk.PlacesIn(message)).ToList();
            met.UnionWith(walked.Select(place => place.Descriptor.FullName));
            Assert.Equal(FieldWalk.KindsOf(request).Order(), walked.Select(place => place.Kind).Distinct().Order());
        }
        Assert.Empty(WrongValues.Anything.Keys.Except(met));
    }

    private static bool IsRefusing(FieldPlace place) => !WrongValues.Anything.ContainsKey(place.Descriptor.FullName);

    private async Task<List<string>> FaultsOfAsync(string service, MethodDescriptor call, IMessage[] valid, int at, string path)
    {
        List<string> faults = [];
        var descriptor = FieldWalk.PlacesIn(valid[at]).Single(place => place.Path == path).Descriptor;
        foreach (var wrong in WrongValues.Of(descriptor))
        {
            IMessage[] request = [.. valid];
            request[at] = call.InputType.Parser.ParseFrom(valid[at].ToByteArray());
            FieldWalk.PlacesIn(request[at]).Single(place => place.Path == path).Set(wrong);

            var failure = await RpcCall.FailureOfAsync(shared.Running.ChannelTo(service), call, request);
            if (FaultOf(failure, service, path) is { } fault)
                faults.Add($"{call.FullName} of {service}, {path} = {Shown(wrong)}: {fault}");
        }
        return faults;
    }

    private static string? FaultOf(RpcException? failure, string service, string path)
    {
        if (failure is not { StatusCode: StatusCode.InvalidArgument })
            return failure is null ? "was accepted" : $"{failure.Status}";
        var status = failure.GetRpcStatus();
        if (status?.GetDetail<ErrorInfo>() is not { Domain: "workforce", Reason: "INVALID_FIELD" } info || info.Metadata["service"] != service)
            return "has no ErrorInfo of ours";
        if (status.GetDetail<BadRequest>()?.FieldViolations is not [{ Description.Length: > 0 } violation])
            return "has no violation";
        if (violation.Field != path)
            return $"the violation is of {violation.Field}";
        return BytesOf(failure) > MostBytesOfTrailers ? $"{BytesOf(failure)} bytes of trailers" : null;
    }

    private static int BytesOf(RpcException failure) =>
        "grpc-message".Length + Uri.EscapeDataString(failure.Status.Detail).Length + BytesOfEntry
        + failure.Trailers.Sum(entry => entry.Key.Length + BytesOfEntry
            + (entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).Length : Encoding.UTF8.GetByteCount(entry.Value)));

    private static string Shown(object value) => value switch
    {
        string { Length: > 20 } text => $"{text.Length} letters",
        string text => text.Replace("\0", "\\0", StringComparison.Ordinal),
        _ => $"{value}",
    };
}
