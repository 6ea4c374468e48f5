using MassTransit;
using Workforce.Contract.Api;
using Workforce.Contract.Cycles;
using Workforce.Contract.Expiry;
using Workforce.Contract.Peers;
using Workforce.Contract.Storage;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("contract");
builder.AddStorage("contract-db");
builder.AddMessaging(bus => bus.AddConsumers(typeof(Program).Assembly));
builder.AddRegistryPeer();
builder.Services.AddTables();
builder.Services.AddCycles();
builder.Services.AddExpiry();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<PolicyEndpoint>();
app.MapGrpcService<CycleEndpoint>();
app.MapGrpcService<ContractEndpoint>();
await app.RunAsync();
