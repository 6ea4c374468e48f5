using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>
/// An error by gRPC's richer model (google.rpc.Status): beside code and message an <see cref="ErrorInfo"/>, and a
/// <see cref="BadRequest"/> where a field is wrong. No metadata is personal; a value is repeated in sentences only.
/// </summary>
internal static class ErrorDetails
{
    private const string Domain = "workforce";

    public static RpcException Of(StatusCode code, string reason, string message, Exception cause, ServiceName service)
    {
        var info = new ErrorInfo { Domain = Domain, Reason = reason, Metadata = { ["service"] = service.Value } };
        if (cause is NotFoundException { What: var what })
            info.Metadata["what"] = what;

        var status = new Google.Rpc.Status { Code = (int)code, Message = Excerpt.OfSentence(message), Details = { Any.Pack(info) } };
        if (cause is InvalidInputException wrong)
            status.Details.Add(Any.Pack(Violation(wrong)));
        return status.ToRpcException();
    }

    private static BadRequest Violation(InvalidInputException wrong) => new()
    {
        FieldViolations =
        {
            new BadRequest.Types.FieldViolation { Field = wrong.Field, Description = Excerpt.OfSentence(wrong.Violation) },
        },
    };
}
