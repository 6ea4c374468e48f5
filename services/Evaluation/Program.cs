using MassTransit;
using Workforce.Evaluation;
using Workforce.Evaluation.Api;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Outbox;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("evaluation");
builder.AddDatabase("evaluation-db");
builder.AddMessaging(bus => bus.AddConsumers(typeof(Program).Assembly));
builder.AddEvaluation();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<EvaluationRequestEndpoint>();
app.MapGrpcService<EvidenceEndpoint>();
app.MapGrpcService<ObjectionEndpoint>();
app.MapGrpcService<RatingEndpoint>();
app.MapGrpcService<RatingPolicyEndpoint>();
app.MapGrpcService<RoundEndpoint>();
await app.RunAsync();
