using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The public gRPC as a client sees it that shares no code with ours.</summary>
[Collection(Systems.Name)]
public sealed class PythonClientTests(SharedSystem shared)
{
    private const int Contracts = 500;

    // Debian's own interpreter, the one that its python3-grpcio is installed for.
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task Registry_CalledFromPython_AnswersUnaryStreamAndError()
    {
        var city = await TestCity.CreateAsync(shared.Running, Contracts);
        var folder = Directory.CreateTempSubdirectory("workforce-python-");
        try
        {
            var descriptors = Path.Combine(folder.FullName, "registry.pb");
            var register = Path.Combine(folder.FullName, "register.csv");
            await File.WriteAllBytesAsync(descriptors, DescriptorSet().ToByteArray());
            await File.WriteAllBytesAsync(register, city.Register);

            var token = shared.Running.SetupKey.Sign(new SetupToken("python", "a client in Python", [Role.Hr], [SetupToken.EveryCity]));
            var said = await RunAsync(token, shared.Running.AddressOf("registry").Authority, descriptors, city.Code, register);

            Assert.Equal(city.Name, said.GetProperty("name").GetString());
            Assert.Equal(Contracts, said.GetProperty("rows_read").GetInt32());
            Assert.Equal(Contracts, said.GetProperty("rows_unchanged").GetInt32());
            AssertRefusal(said.GetProperty("refusal"), "nik", "'…2345' is not 16 digits");
            AssertStatus(said.GetProperty("unknown"), "UNAUTHENTICATED");
            AssertStatus(said.GetProperty("denied"), "PERMISSION_DENIED");
            AssertRefusal(said.GetProperty("long_refusal"), "city_id", $"'{new string('é', 100)}… (8,000 characters)' is not a UUID");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertStatus(JsonElement refusal, string code)
    {
        Assert.Equal(code, refusal.GetProperty("code").GetString());
        Assert.Equal($"workforce {code} registry", refusal.GetProperty("info").GetString());
    }

    private static void AssertRefusal(JsonElement refusal, string field, string description)
    {
        Assert.Equal("INVALID_ARGUMENT", refusal.GetProperty("code").GetString());
        Assert.Contains(field, refusal.GetProperty("details").GetString(), StringComparison.Ordinal);
        Assert.Equal("workforce INVALID_FIELD registry", refusal.GetProperty("info").GetString());
        Assert.Equal(field, refusal.GetProperty("violation").GetProperty("field").GetString());
        Assert.Equal(description, refusal.GetProperty("violation").GetProperty("description").GetString());
    }

    // Each after those that it imports.
    private static FileDescriptorSet DescriptorSet() => new()
    {
        File =
        {
            new[]
            {
                FileDescriptor.DescriptorProtoFileDescriptor, AnyReflection.Descriptor, DurationReflection.Descriptor, TimestampReflection.Descriptor, StatusReflection.Descriptor, ErrorDetailsReflection.Descriptor,
                RulesReflection.Descriptor, ActorReflection.Descriptor, AppointmentsReflection.Descriptor, CorrectedFieldsReflection.Descriptor, CitiesReflection.Descriptor,
                RegisterReflection.Descriptor, WorkersReflection.Descriptor,
            }
                .Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)),
        },
    };

    private static async Task<JsonElement> RunAsync(string token, params string[] arguments)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "registry_client.py");
        var start = new ProcessStartInfo(Python, [script, .. arguments]);
        start.Environment["WORKFORCE_TOKEN"] = token;
        var (exitCode, output, errors) = await ProgramRun.RunAsync(start, TimeSpan.FromMinutes(2));
        Assert.True(exitCode == 0, $"{Python} needs Debian's python3-grpcio and python3-protobuf: {errors}");
        return JsonDocument.Parse(output).RootElement;
    }
}
