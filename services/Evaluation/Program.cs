using MassTransit;
using Workforce.Evaluation;
using Workforce.Evaluation.Api;
using Workforce.Evaluation.Consumers;
using Workforce.Evaluation.Storage;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("evaluation");
builder.AddStorage("evaluation-db");
builder.AddMessaging(bus => bus.AddConsumer<ContractsExpiredConsumer, ContractsExpiredConsumerDefinition>());

builder.Services.AddSingleton<RequestListing>();
builder.Services.AddSingleton<EvaluationMetrics>();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<EvaluationRequestEndpoint>();
await app.RunAsync();
