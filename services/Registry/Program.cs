using Workforce.Registry.Api;
using Workforce.Registry.Cache;
using Workforce.Registry.Storage;
using Workforce.Registry.Telemetry;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("registry");
builder.AddStorage("registry-db");
builder.AddMessaging();
builder.Services.AddSingleton<RegistryTelemetry>().AddReplyCache().AddRegister();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<CityEndpoint>();
app.MapGrpcService<RegisterEndpoint>();
app.MapGrpcService<WorkerEndpoint>();
await app.RunAsync();
