using Workforce.Registry.Api;
using Workforce.Registry.Appointments;
using Workforce.Registry.Cache;
using Workforce.Registry.Cities;
using Workforce.Registry.Contracts;
using Workforce.Registry.Corrections;
using Workforce.Registry.Denials;
using Workforce.Registry.Directories;
using Workforce.Registry.Exports;
using Workforce.Registry.Import;
using Workforce.Registry.Rosters;
using Workforce.Registry.Rules;
using Workforce.Registry.Quality;
using Workforce.Registry.Rejects;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry;

public static class RegistryServices
{
    /// <summary>What Registry consists of, besides its endpoints.</summary>
    public static void AddRegistry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RegistryMetrics>();

        builder.Services.AddSingleton(services => new VersionedCache<Guid, WorkUnit>(
            services.GetRequiredService<CityStore>().ReadUnitsAsync));
        builder.Services.AddSingleton(services => new VersionedCache<Nik, WorkerOnRecord>(
            services.GetRequiredService<WorkerStore>().ReadByNikAsync));

        builder.Services.AddSingleton<AppointmentStore>();
        builder.Services.AddSingleton<AddAppointment>();
        builder.Services.AddSingleton<EndAppointment>();
        builder.Services.AddSingleton<FindHeads>();
        builder.Services.AddSingleton<DenialStore>();
        builder.Services.AddSingleton<Deny>();
        builder.Services.AddSingleton<LiftDenial>();
        builder.Services.AddSingleton<DirectoryStore>();
        builder.Services.AddSingleton<FetchDirectory>(services => services.GetRequiredService<DirectoryStore>().ReadAsync);
        builder.Services.AddSingleton<FindAppointments>(services => services.GetRequiredService<GrantedAppointments>().FindAsync);
        builder.Services.AddSingleton<GrantedAppointments>();
        builder.Services.AddSingleton<CityStore>();
        builder.Services.AddSingleton<ApplyCity>();
        builder.Services.AddSingleton<FindCity>();
        builder.Services.AddSingleton<GetWorkUnits>();
        builder.Services.AddSingleton<ContractPeriodStore>();
        builder.Services.AddSingleton<CorrectionStore>();
        builder.Services.AddSingleton<CorrectContract>();
        builder.Services.AddSingleton<WithdrawContract>();
        builder.Services.AddSingleton<CorrectWorker>();
        builder.Services.AddSingleton<CorrectByFile>();
        builder.Services.AddSingleton<ListCorrections>();
        builder.Services.AddSingleton<WorkerStore>();
        builder.Services.AddSingleton<FindWorker>();
        builder.Services.AddSingleton<GetWorkerNames>();
        builder.Services.AddSingleton<GetAges>();
        builder.Services.AddSingleton<ListFindings>();
        builder.Services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RegisterTurn>();
        builder.Services.AddSingleton<ImportStore>();
        builder.Services.AddSingleton<ImportRegister>();
        builder.Services.AddSingleton<NationalRulesStore>();
        builder.Services.AddOptions<ExportOptions>().BindConfiguration(ExportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ExportStore>();
        builder.Services.AddSingleton<ExportRegister>();
        builder.Services.AddSingleton<RejectStore>();
        builder.Services.AddSingleton<ListRejects>();
        builder.Services.AddSingleton<DismissReject>();
        builder.Services.AddOptions<QualityOptions>().BindConfiguration(QualityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<RosterStore>();
        builder.Services.AddSingleton<ListRoster>();
        builder.Services.AddSingleton<FindContracts>();
        builder.Services.AddSingleton<QualityStore>();
        builder.Services.AddSingleton<BeginJudging>();
        builder.Services.AddSingleton<FindLookAlikes>();
        builder.Services.AddSingleton<CheckRegister>();
        builder.Services.AddSingleton<ListFailures>();
        builder.Services.AddSingleton<OverrideFailure>();
    }

    /// <summary>What Registry answers to.</summary>
    public static void MapRegistry(this WebApplication app)
    {
        app.MapGrpcService<AppointmentEndpoint>();
        app.MapGrpcService<CityEndpoint>();
        app.MapGrpcService<CorrectionEndpoint>();
        app.MapGrpcService<DenialEndpoint>();
        app.MapGrpcService<DirectoryEndpoint>();
        app.MapGrpcService<ExportEndpoint>();
        app.MapGrpcService<QualityEndpoint>();
        app.MapGrpcService<RegisterEndpoint>();
        app.MapGrpcService<RejectEndpoint>();
        app.MapGrpcService<RosterEndpoint>();
        app.MapGrpcService<WorkerEndpoint>();
    }
}
