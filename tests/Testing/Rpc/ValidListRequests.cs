using Google.Protobuf;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Testing.Rpc;

/// <summary>Of calls on the list of a cycle the requests that they take, all fields set.</summary>
internal static class ValidListRequests
{
    private static readonly string Unknown = $"{Guid.NewGuid()}";

    /// <returns>Null where the request is of another call.</returns>
    public static IReadOnlyList<IMessage[]>? Find(string request, KnownCity city) => request switch
    {
        nameof(RecordSeparationsRequest) => [[new RecordSeparationsRequest
        {
            CityId = city.Id, RequestId = $"{Guid.NewGuid()}", Separations = { SeparationOf(Unknown), SeparationOf(city.Rows?.ContractId ?? Unknown) },
        }]],
        nameof(RecordSeparationsByFileRequest) => [[
            new RecordSeparationsByFileRequest { Header = new SeparationsFileHeader { CityId = city.Id, FileName = "uji.csv" } },
            new RecordSeparationsByFileRequest { Content = ByteString.CopyFromUtf8("NIK;Kode;Berlaku\n5371010101809999;died;2020-12-27\n") },
        ]],
        nameof(WithdrawSeparationRequest) => [[new WithdrawSeparationRequest { SeparationId = city.Rows?.SeparationId ?? Unknown, Reason = "keliru" }]],
        nameof(ListSeparationsRequest) => [[new ListSeparationsRequest
        {
            CityId = city.Id, CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown,
            Code = SeparationCode.Died, WithWithdrawn = true, PageSize = 1,
        }]],
        nameof(CountSeparationsRequest) => [
            [new CountSeparationsRequest { CityId = city.Id, CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, EffectiveBy = "2020-12-31" }],
            [new CountSeparationsRequest { CityId = city.Id, UnitId = city.Rows?.UnitId ?? Unknown, KnownAt = "2020-12-31T12:00:00+08:00" }],
        ],
        nameof(RecordStatementsRequest) => [[new RecordStatementsRequest
        {
            CityId = city.Id, RequestId = $"{Guid.NewGuid()}", Statements = { StatementOf(Unknown), StatementOf(city.Rows?.ContractId ?? Unknown) },
        }]],
        nameof(ListStatementsRequest) => [[new ListStatementsRequest
        {
            CityId = city.Id, CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown,
            Willingness = Willingness.Willing, WithReplaced = true, PageSize = 1,
        }]],
        nameof(ListEvidenceRequest) => [[new ListEvidenceRequest
        {
            CityId = city.Id, ContractIds = { city.Rows?.ContractId ?? Unknown, Unknown }, RatingIds = { city.Rows?.RatingId ?? Unknown }, PolicyDay = "2021-01-01",
            SignedBy = "2120-01-01T00:00:00Z",
        }]],
        nameof(GetAgesRequest) => [[new GetAgesRequest { Ids = { city.Rows?.WorkerId ?? Unknown, Unknown }, On = "2021-01-01" }]],
        nameof(RecommendRequest) => [[new RecommendRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ListRecommendationsRequest) => [
            [new ListRecommendationsRequest { CycleId = city.Rows?.CycleId ?? Unknown, Outcome = RecommendationOutcome.Renew, HeadDiffers = false, Language = "en", PageSize = 1 }],
            [new ListRecommendationsRequest { CycleId = city.Rows?.CycleId ?? Unknown, UnitId = city.Rows?.UnitId ?? Unknown, KnownAt = "2020-12-31T12:00:00+08:00", PageSize = 1 }],
        ],
        nameof(CountRecommendationsRequest) => [[new CountRecommendationsRequest { CycleId = city.Rows?.CycleId ?? Unknown, KnownAt = "2020-12-31T12:00:00+08:00" }]],
        nameof(ListStatesRequest) => [[new ListStatesRequest
        {
            CityId = city.Id, Day = "2021-01-05", UnitId = city.Rows?.UnitId ?? Unknown, State = WorkerState.Separated, PageSize = 1,
        }]],
        nameof(CountStatesRequest) => [[new CountStatesRequest { CityId = city.Id, Day = "2021-01-05", KnownAt = "2020-12-31T12:00:00+08:00" }]],
        nameof(CheckStatesRequest) => [[new CheckStatesRequest { CityId = city.Id, Day = "2021-01-05" }]],
        nameof(RecomputeRequest) => [[new RecomputeRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ProposeRequest) => [
            [new ProposeRequest { CycleId = city.Rows?.CycleId ?? Unknown, RequestId = $"{Guid.NewGuid()}", Decisions = { DecisionOf(Unknown), DecisionOf(city.Rows?.ContractId ?? Unknown) } }],
            [new ProposeRequest { CycleId = city.Rows?.CycleId ?? Unknown, AsRecommended = true, UnitId = city.Rows?.UnitId ?? Unknown }],
        ],
        nameof(ProposeByFileRequest) => [[
            new ProposeByFileRequest
            {
                Header = new ProposalFileHeader { CityId = city.Id, CycleId = city.Rows?.CycleId ?? Unknown, FileName = "uji.csv", AsRecommended = true, RequestId = $"{Guid.NewGuid()}" },
            },
            new ProposeByFileRequest { Content = ByteString.CopyFromUtf8("NIK;Usulan\n5371010101809999;diperpanjang\n") },
        ]],
        nameof(ConfirmRequest) => [[new ConfirmRequest { ProposalId = city.Rows?.ProposalId ?? Unknown, ExceptContractIds = { city.Rows?.ProposedContractId ?? Unknown }, RequestId = $"{Guid.NewGuid()}" }]],
        nameof(WithdrawDecisionsRequest) => [[new WithdrawDecisionsRequest
        {
            CycleId = city.Rows?.CycleId ?? Unknown, ContractIds = { city.Rows?.ContractId ?? Unknown }, Reason = "keliru", RequestId = $"{Guid.NewGuid()}",
        }]],
        nameof(ListDecisionsRequest) => [
            [new ListDecisionsRequest { CycleId = city.Rows?.CycleId ?? Unknown, Outcome = RenewalOutcome.Renew, WithWithdrawn = true, PageSize = 1 }],
            [new ListDecisionsRequest { UnitId = city.Rows?.UnitId ?? Unknown, ContractId = city.Rows?.ContractId ?? Unknown, Overrides = true, PageSize = 1 }],
        ],
        nameof(CountDecisionsRequest) => [[new CountDecisionsRequest { CycleId = city.Rows?.CycleId ?? Unknown }]],
        nameof(ListProposalsRequest) => [[new ListProposalsRequest { CycleId = city.Rows?.CycleId ?? Unknown, PageSize = 1 }]],
        nameof(ListRefusedDecisionsRequest) => [[new ListRefusedDecisionsRequest { CycleId = city.Rows?.CycleId ?? Unknown, PageSize = 1 }]],
        nameof(ListProposedRequest) => [[new ListProposedRequest { ProposalId = city.Rows?.ProposalId ?? Unknown, PageSize = 1 }]],
        _ => null,
    };

    private static NewDecision DecisionOf(string contractId) => new()
    {
        ContractId = contractId,
        Outcome = RenewalOutcome.NotRenew,
        Ground = Contract.V1.NonRenewalGround.Discipline,
        Reason = "hukuman disiplin",
        Paper = ValidRequests.Paper,
    };

    private static NewSeparation SeparationOf(string contractId) => new()
    {
        ContractId = contractId,
        Code = SeparationCode.Resigned,
        EffectiveOn = "2020-12-23",
        Paper = ValidRequests.Paper,
        Reason = "pindah",
    };

    private static NewStatement StatementOf(string contractId) => new()
    {
        ContractId = contractId,
        Willingness = Willingness.Willing,
        SaidOn = "2021-01-05",
        Paper = ValidRequests.Paper,
    };
}
