using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Evaluation.Api;

/// <summary>Reassignments on the wire.</summary>
internal static class ReassignmentWire
{
    private const int LongestReason = 500;
    private const int LongestPaperNumber = 200;

    /// <exception cref="InvalidInputException">A field is missing or cannot be read.</exception>
    public static NewReassignment Read(V1.ReassignRequestsRequest request)
    {
        var paper = request.Paper ?? throw new InvalidInputException("paper", null, "is required: by which the unit has another head");
        return new(
            Field.Uuid("cycle_id", request.CycleId),
            Field.Uuid("unit_id", request.UnitId),
            LongText.Required("paper.number", paper.Number, LongestPaperNumber),
            Field.Day("paper.date", paper.Date),
            LongText.Required("reason", request.Reason, LongestReason));
    }

    public static V1.Reassignment ToWire(Reassignment reassignment) => new()
    {
        Id = reassignment.Id == Guid.Empty ? "" : $"{reassignment.Id}",
        CycleId = $"{reassignment.CycleId}",
        UnitId = $"{reassignment.UnitId}",
        HeadId = $"{reassignment.HeadId}",
        HeadName = reassignment.HeadName,
        Requests = reassignment.Requests,
        Paper = new Registry.V1.Paper { Number = reassignment.PaperNumber, Date = Field.Iso(reassignment.PaperDate) },
        Reason = reassignment.Reason,
        ReassignedAt = Timestamp.FromDateTime(reassignment.ReassignedAt),
        ReassignedBy = reassignment.By.ToWire(),
    };
}
