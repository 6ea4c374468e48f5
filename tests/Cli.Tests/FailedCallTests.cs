using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Workforce.Cli.Connections;
using Workforce.Cli.Errors;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>The exception for a failed call, with and without error details.</summary>
public sealed class FailedCallTests
{
    [Fact]
    public async Task Translate_Violations_NamesEachFieldWithItsDescription()
    {
        var wrong = new BadRequest
        {
            FieldViolations =
            {
                new BadRequest.Types.FieldViolation { Field = "work_units[2].code", Description = "'Damkar!' is not lower-case letters" },
                new BadRequest.Types.FieldViolation { Field = "name", Description = "is required" },
            },
        };

        var translated = await TranslateAsync(Fault(StatusCode.InvalidArgument, "several fields are wrong", wrong));

        Assert.Equal(
            "work_units[2].code: 'Damkar!' is not lower-case letters; name: is required", Assert.IsType<BadInputException>(translated).Message);
    }

    [Fact]
    public async Task Translate_InfoOfAFailure_NamesTheService()
    {
        var translated = await TranslateAsync(Fault(StatusCode.Internal, "the service failed; its log says why", Info("registry")));

        Assert.Equal("registry: the service failed; its log says why", Assert.IsType<NotRunningException>(translated).Message);
    }

    [Theory]
    [InlineData(StatusCode.InvalidArgument, "name: is required", "name: is required")]
    [InlineData(StatusCode.NotFound, "city 'x' is not known", "city 'x' is not known")]
    [InlineData(StatusCode.Internal, "out of memory", "the system failed (Internal): out of memory")]
    public async Task Translate_NoDetails_IsTheMessage(StatusCode code, string message, string expected) =>
        Assert.Equal(expected, (await TranslateAsync(new RpcException(new Grpc.Core.Status(code, message)))).Message);

    [Fact]
    public async Task Translate_UnreadableDetails_IsTheMessage()
    {
        var trailers = new Metadata { { "grpc-status-details-bin", [255, 255, 255] } };
        var fault = new RpcException(new Grpc.Core.Status(StatusCode.InvalidArgument, "name: is required"), trailers);

        Assert.Equal("name: is required", (await TranslateAsync(fault)).Message);
    }

    private static ErrorInfo Info(string service) =>
        new() { Domain = "workforce", Reason = "SERVICE_FAILED", Metadata = { ["service"] = service } };

    private static RpcException Fault(StatusCode code, string message, IMessage detail) =>
        new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } }.ToRpcException();

    private static Task<Exception> TranslateAsync(RpcException fault)
    {
        var nowhere = new Uri("http://127.0.0.1:1");
        return FailedCall.TranslateAsync(fault, new Endpoints(nowhere, nowhere, nowhere, nowhere, "this test"));
    }
}
