using MassTransit;
using Workforce.Contract;
using Workforce.Contract.Api;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Outbox;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("contract");
builder.AddDatabase("contract-db");
builder.AddMessaging(bus => bus.AddConsumers(typeof(Program).Assembly));
builder.AddContract();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<PolicyEndpoint>();
app.MapGrpcService<CycleEndpoint>();
app.MapGrpcService<ContractEndpoint>();
app.MapGrpcService<ReminderEndpoint>();
app.MapGrpcService<SeparationEndpoint>();
app.MapGrpcService<WillingnessEndpoint>();
app.MapGrpcService<RecommendationEndpoint>();
app.MapGrpcService<DecisionEndpoint>();
app.MapGrpcService<StateEndpoint>();
await app.RunAsync();
