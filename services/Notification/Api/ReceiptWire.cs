using Workforce.Notification.Receipts;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Notification.Api;

/// <summary>Receipts on the wire.</summary>
internal static class ReceiptWire
{
    private const int ReceiptsPerCall = 1_000;

    /// <exception cref="InvalidInputException">There are too many, or one is no receipt at all.</exception>
    public static IReadOnlyList<NewReceipt> Read(V1.RecordReceiptsRequest request) => request.Receipts.Count switch
    {
        0 => throw new InvalidInputException("receipts", null, "are required"),
        > ReceiptsPerCall => throw new InvalidInputException("receipts", $"{request.Receipts.Count}", $"are too many; at most {ReceiptsPerCall} in a call"),
        _ => [.. request.Receipts.Select((receipt, at) => Read($"receipts[{at}]", receipt, request.RoundId.Length > 0))],
    };

    public static V1.RecordReceiptsReply ToWire(IReadOnlyList<ReceiptOutcome> outcomes) => new()
    {
        Outcomes = { outcomes.Select(ToWire) },
        Recorded = outcomes.Count(outcome => outcome.IsNew),
        Unchanged = outcomes.Count(outcome => outcome is { IsNew: false, Refusal: null }),
        Refused = outcomes.Count(outcome => outcome.Refusal is not null),
    };

    public static V1.Receipt ToWire(Receipt receipt) => new()
    {
        ReceivedOn = Field.Iso(receipt.ReceivedOn),
        Way = (V1.ReceiptWay)receipt.Way,
        Witness = receipt.Witness ?? "",
        RecordedAt = Timestamp.FromDateTime(receipt.RecordedAt),
        RecordedBy = receipt.RecordedBy.ToWire(),
    };

    private static NewReceipt Read(string field, V1.NewReceipt receipt, bool hasRound)
    {
        var (noticeId, contractId) = (Field.OptionalUuid($"{field}.notice_id", receipt.NoticeId), Field.OptionalUuid($"{field}.contract_id", receipt.ContractId));
        if ((noticeId ?? contractId) is null)
            throw new InvalidInputException($"{field}.notice_id", null, "is required unless contract_id is given");
        if (noticeId is not null && contractId is not null)
            throw new InvalidInputException($"{field}.contract_id", receipt.ContractId, "is given beside notice_id; one of the two says which notice it is");
        if (contractId is not null && !hasRound)
            throw new InvalidInputException("round_id", null, $"is required, for {field} names a contract");
        return new NewReceipt(
            noticeId, contractId, Field.OptionalDay($"{field}.received_on", receipt.ReceivedOn), EnumField.Required<ReceiptWay>($"{field}.way", (int)receipt.Way),
            WitnessFrom($"{field}.witness", receipt.Witness));
    }

    private static string WitnessFrom(string field, string value)
    {
        var witness = value.Trim();
        if (witness.Any(char.IsControl))
            throw new InvalidInputException(field, null, "contains control characters");
        return witness.Length <= Receipt.LongestWitness ? witness : throw new InvalidInputException(field, null, $"is longer than {Receipt.LongestWitness} characters");
    }

    private static V1.ReceiptOutcome ToWire(ReceiptOutcome outcome, int at) => new()
    {
        NoticeId = $"{outcome.NoticeId}",
        Receipt = outcome.Receipt is { } receipt ? ToWire(receipt) : null,
        Field = outcome.Refusal is { } refusal ? $"receipts[{at}].{refusal.Field}" : "",
        Reason = outcome.Refusal?.Sentence ?? "",
    };
}
