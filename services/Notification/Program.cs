using MassTransit;
using Workforce.Contract.V1;
using Workforce.Notification;
using Workforce.Notification.Api;
using Workforce.Notification.Consumers;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notification");
builder.AddStorage("notification-db");
builder.AddMessaging(bus => bus.AddConsumersFromNamespaceContaining<ContractsExpiredConsumer>());
builder.AddGrpcPeer<WorkerService.WorkerServiceClient>("registry");
builder.AddGrpcPeer<CycleService.CycleServiceClient>("contract");
builder.Services.AddNotification();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<NoticeEndpoint>();
app.MapGrpcService<LetterEndpoint>();
await app.RunAsync();
