using Workforce.Registry;
using Workforce.Registry.Api;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Outbox;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("registry");
builder.AddDatabase("registry-db");
builder.AddMessaging();
builder.AddRegistry();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<AppointmentEndpoint>();
app.MapGrpcService<CityEndpoint>();
app.MapGrpcService<CorrectionEndpoint>();
app.MapGrpcService<DenialEndpoint>();
app.MapGrpcService<DirectoryEndpoint>();
app.MapGrpcService<ExportEndpoint>();
app.MapGrpcService<QualityEndpoint>();
app.MapGrpcService<RegisterEndpoint>();
app.MapGrpcService<RejectEndpoint>();
app.MapGrpcService<WorkerEndpoint>();
await app.RunAsync();
