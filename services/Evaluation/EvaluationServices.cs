using Workforce.Evaluation.Evidence;
using Workforce.Evaluation.Objections;
using Workforce.Evaluation.Peers;
using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Ratings;
using Workforce.Evaluation.Receipts;
using Workforce.Evaluation.Reminders;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Rounds;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Peers;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Evaluation;

public static class EvaluationServices
{
    /// <summary>What Evaluation consists of, besides its consumers and endpoints.</summary>
    public static void AddEvaluation(this IHostApplicationBuilder builder)
    {
        builder.AddRegistryDirectory();
        builder.AddGrpcPeer<CityService.CityServiceClient>("registry");
        builder.AddGrpcPeer<RosterService.RosterServiceClient>("registry");
        builder.AddGrpcPeer<AppointmentService.AppointmentServiceClient>("registry");
        var services = builder.Services;
        services.AddSingleton<Rosters>();
        services.AddSingleton<ListUnknownUnits>(provider => provider.GetRequiredService<Rosters>().ListUnknownUnitsAsync);
        services.AddSingleton<CountRoster>(provider => provider.GetRequiredService<Rosters>().CountAsync);
        services.AddSingleton<ListRosterContracts>(provider => provider.GetRequiredService<Rosters>().ListContractsAsync);
        services.AddSingleton<FindContracts>(provider => provider.GetRequiredService<Rosters>().FindAsync);
        services.AddSingleton<FindContractsByNik>(provider => provider.GetRequiredService<Rosters>().FindByNikAsync);
        services.AddSingleton<ListRoster>(provider => provider.GetRequiredService<Rosters>().ListAsync);

        services.AddSingleton<EvaluationMetrics>();
        services.AddSingleton<RequestStore>();
        services.AddSingleton<CreateRequests>();
        services.AddSingleton<WithdrawRequests>();
        services.AddSingleton<UnitHeads>();
        services.AddSingleton<FindUnitHead>(provider => provider.GetRequiredService<UnitHeads>().FindAsync);
        services.AddSingleton<ReassignmentStore>();
        services.AddSingleton<ReassignRequests>();

        services.AddSingleton<RatingPolicyStore>();
        services.AddSingleton<ApplyRatingPolicy>();
        services.AddSingleton<RoundStore>();
        services.AddSingleton<OpenRound>();
        services.AddSingleton<CountProgress>();
        services.AddSingleton<ShowProgress>();
        services.AddOptions<RoundOptions>().BindConfiguration(RoundOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListMissingRounds>();
        services.AddHostedService<MissingRoundsTimer>();
        services.AddSingleton<ListRated>(provider => provider.GetRequiredService<RatingStore>().ListRatedAsync);
        services.AddSingleton<RatingStore>();
        services.AddSingleton<ListObjected>(_ => ObjectionStore.ListObjectedAsync);
        services.AddSingleton<StoreSigned>();
        services.AddSingleton<Signing>();
        services.AddSingleton<RateWorkers>();
        services.AddSingleton<CorrectRating>();
        services.AddSheets();
        services.AddSingleton<RateByFile>();
        services.AddSingleton<ExportRatingSheet>();

        services.AddOptions<HeadReminderOptions>().BindConfiguration(HeadReminderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ListDueRatings>();
        services.AddSingleton<RemindHeads>();
        services.AddHostedService<HeadReminderTimer>();
        services.AddSingleton<RecordReceipts>();
        services.AddSingleton<ObjectionStore>();
        services.AddSingleton<FileObjection>();
        services.AddSingleton<EvidenceStore>();
        services.AddSingleton<ListEvidence>();
        services.AddSingleton<HoldersAbove>();
        services.AddSingleton<ListHoldersAbove>(provider => provider.GetRequiredService<HoldersAbove>().ListAsync);
        services.AddSingleton<RuleOnObjection>();
    }
}
