using Workforce.Contract.V1;
using Workforce.Notification.Cycles;
using Workforce.Notification.Decisions;
using Workforce.Notification.Letters;
using Workforce.Notification.Notices;
using Workforce.Notification.Peers;
using Workforce.Notification.Receipts;
using Workforce.Notification.Reminders;
using Workforce.Notification.Rounds;
using Workforce.Notification.Separations;
using Workforce.Documents;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Peers;
using Workforce.ServiceDefaults.Sheets;

namespace Workforce.Notification;

public static class NotificationServices
{
    /// <summary>What Notification consists of, besides its consumers and endpoints.</summary>
    public static void AddNotification(this IHostApplicationBuilder builder)
    {
        builder.AddRegistryDirectory();
        builder.AddGrpcPeer<WorkerService.WorkerServiceClient>("registry");
        builder.AddGrpcPeer<CityService.CityServiceClient>("registry");
        builder.AddGrpcPeer<RosterService.RosterServiceClient>("registry");
        builder.AddGrpcPeer<AppointmentService.AppointmentServiceClient>("registry");
        builder.AddGrpcPeer<CycleService.CycleServiceClient>("contract");
        builder.AddGrpcPeer<PolicyService.PolicyServiceClient>("contract");
        builder.Services.AddSingleton<FrozenCycles>();
        builder.Services.AddSingleton<WorkerNames>();
        builder.Services.AddSingleton<VendorNames>();
        builder.Services.AddSingleton<UnitNames>();
        builder.Services.AddSingleton<UnitHeads>();
        builder.Services.AddSingleton<Letterheads>();
        builder.Services.AddSingleton<Rosters>();
        builder.Services.AddSingleton<FetchCycle>(services => services.GetRequiredService<FrozenCycles>().FetchAsync);
        builder.Services.AddSingleton<GetWorkerNames>(services => services.GetRequiredService<WorkerNames>().GetAsync);
        builder.Services.AddSingleton<GetVendorNames>(services => services.GetRequiredService<VendorNames>().GetAsync);
        builder.Services.AddSingleton<GetUnitNames>(services => services.GetRequiredService<UnitNames>().GetAsync);
        builder.Services.AddSingleton<GetUnitHeads>(services => services.GetRequiredService<UnitHeads>().GetAsync);
        builder.Services.AddSingleton<GetLetterhead>(services => services.GetRequiredService<Letterheads>().GetAsync);
        builder.Services.AddSingleton<FindContractsByNik>(services => services.GetRequiredService<Rosters>().FindByNikAsync);

        builder.Services.AddSingleton(TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Templates")));
        builder.Services.AddSingleton<NotificationMetrics>();
        builder.Services.AddSingleton<CycleStore>();
        builder.Services.AddSingleton<NoticeStore>();
        builder.Services.AddSingleton<LetterStore>();
        builder.Services.AddSingleton<LearnCycle>();
        builder.Services.AddSingleton<IssueNotices>();
        builder.Services.AddSingleton<IssueLetters>();
        builder.Services.AddSingleton<IssueRetractions>();
        builder.Services.AddSingleton<RetractNotices>();
        builder.Services.AddSingleton<ReminderStore>();
        builder.Services.AddSingleton<IssueReminders>();
        builder.Services.AddSingleton<HeadReminderStore>();
        builder.Services.AddSingleton<IssueHeadReminders>();
        builder.Services.AddSingleton<RoundStore>();
        builder.Services.AddSingleton<LearnRound>();
        builder.Services.AddSingleton<IssueRatingNotices>();
        builder.Services.AddSingleton<SeparationStore>();
        builder.Services.AddSingleton<IssueSeparationNotices>();
        builder.Services.AddSingleton<DecisionStore>();
        builder.Services.AddSingleton<DecisionNotices>();
        builder.Services.AddSingleton<IssueDecisionNotices>();
        builder.Services.AddSingleton<IssueWithdrawalNotices>();
        builder.Services.AddSingleton<NoticeSources>();

        builder.Services.AddSingleton<ReceiptStore>();
        builder.Services.AddSingleton<Recording>();
        builder.Services.AddSingleton<RecordReceipts>();
        builder.Services.AddSheets();
        builder.Services.AddSingleton<RecordReceiptsByFile>();
    }
}
