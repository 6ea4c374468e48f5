using Workforce.Contract.Batches;
using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Decisions;
using Workforce.Contract.Peers;
using Workforce.Contract.Policies;
using Workforce.Contract.Ratings;
using Workforce.Contract.Recommendations;
using Workforce.Contract.Records;
using Workforce.Contract.Reminders;
using Workforce.Contract.Separations;
using Workforce.Contract.States;
using Workforce.Contract.Sweeps;
using Workforce.Contract.Willingness;
using Workforce.Documents;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Peers;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Contract;

public static class ContractServices
{
    /// <summary>What Contract consists of, besides its consumers and endpoints.</summary>
    public static void AddContract(this IHostApplicationBuilder builder)
    {
        builder.AddRegistryDirectory();
        builder.AddGrpcPeer<CityService.CityServiceClient>("registry");
        builder.AddGrpcPeer<RegisterService.RegisterServiceClient>("registry");
        builder.AddGrpcPeer<RosterService.RosterServiceClient>("registry");
        builder.AddGrpcPeer<WorkerService.WorkerServiceClient>("registry");
        builder.AddGrpcPeer<EvidenceService.EvidenceServiceClient>("evaluation");
        var services = builder.Services;
        services.AddSingleton<RegisteredUnits>();
        services.AddSingleton<ListWorkUnits>(provider => provider.GetRequiredService<RegisteredUnits>().ListAsync);

        services.AddSingleton<RegisteredContracts>();
        services.AddSingleton<CountRegistered>(provider => provider.GetRequiredService<RegisteredContracts>().CountAsync);

        services.AddSingleton<Rosters>();
        services.AddSingleton<FindContractsByNik>(provider => provider.GetRequiredService<Rosters>().FindByNikAsync);
        services.AddSingleton<CountPersons>(provider => provider.GetRequiredService<Rosters>().CountPersonsAsync);

        services.AddSingleton<ContractMetrics>();
        services.AddSingleton<CityStore>();
        services.AddSingleton<SaveCities>();
        services.AddSingleton<PolicyStore>();
        services.AddSingleton<ExemptionListStore>();
        services.AddSingleton<ApplyPolicy>();
        services.AddSingleton<ApplyExemptionList>();
        services.AddSingleton<ContractStore>();
        services.AddSingleton<RefusedContractStore>();
        services.AddSingleton<UnsweptDayStore>();
        services.AddSingleton<ReceiveContracts>();
        services.AddSingleton<ExpireChunk>();
        services.AddSingleton<CycleStore>();
        services.AddSingleton<OpenCycle>();
        services.AddSingleton<AddUnits>();
        services.AddSingleton<BatchStore>();
        services.AddSingleton<RecordReports>();
        services.AddSingleton<RecordRatings>();

        services.AddSingleton(TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Templates")));
        services.AddSingleton<SignedRatings>();
        services.AddSingleton<ListEvidence>(provider => provider.GetRequiredService<SignedRatings>().ListAsync);
        services.AddSingleton<ListEvidenceOfVersions>(provider => provider.GetRequiredService<SignedRatings>().ListVersionsAsync);
        services.AddSingleton<WorkerAges>();
        services.AddSingleton<GetAges>(provider => provider.GetRequiredService<WorkerAges>().GetAsync);
        services.AddSingleton<RecommendationStore>();
        services.AddSingleton<Recommend>();
        services.AddSingleton<Recompute>();

        services.AddOptions<SweepOptions>().BindConfiguration(SweepOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SweepLog>();
        services.AddSingleton<ContractsInFlight>();
        services.AddSingleton<CheckArrivals>();
        services.AddSingleton<SweepSteps>();
        services.AddSingleton<ListLeftOutDays>();
        services.AddSingleton<SweepCity>();
        services.AddHostedService<SweepTimer>();

        services.AddOptions<ReconciliationOptions>().BindConfiguration(ReconciliationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReconcileCycles>();
        services.AddHostedService<ReconciliationTimer>();

        services.AddOptions<ReminderOptions>().BindConfiguration(ReminderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ReminderStore>();
        services.AddSingleton<ListDueReminders>();
        services.AddSingleton<SendReminders>();
        services.AddHostedService<ReminderTimer>();

        services.AddSheets();
        services.AddSingleton<FactRecorder>();
        services.AddSingleton<SeparationStore>();
        services.AddSingleton<SeparationRecorder>();
        services.AddSingleton<RecordSeparations>();
        services.AddSingleton<RecordSeparationsByFile>();
        services.AddSingleton<WithdrawSeparation>();
        services.AddSingleton<CountSeparations>();

        services.AddSingleton<StatementStore>();
        services.AddSingleton<RecordStatements>();

        services.AddSingleton<ProposalStore>();
        services.AddSingleton<DecisionStore>();
        services.AddSingleton<RefusedDecisionStore>();
        services.AddSingleton<ProposeDecisions>();
        services.AddSingleton<ProposeByFile>();
        services.AddSingleton<ConfirmProposal>();
        services.AddSingleton<WithdrawDecisions>();

        services.AddOptions<StateOptions>().BindConfiguration(StateOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KnownMoments>();
        services.AddSingleton<StateStore>();
        services.AddSingleton<ListStates>();
        services.AddSingleton<CountStates>();
        services.AddSingleton<CheckStates>();
        services.AddSingleton<ListUnclosed>();
        services.AddHostedService<StatesTimer>();
    }
}
