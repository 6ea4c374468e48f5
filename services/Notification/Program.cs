using MassTransit;
using Workforce.Notification;
using Workforce.Notification.Api;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Outbox;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notification");
builder.AddDatabase("notification-db");
builder.AddMessaging(bus => bus.AddConsumers(typeof(Program).Assembly));
builder.AddNotification();

var app = builder.Build();
app.MapServiceDefaults();
app.MapGrpcService<NoticeEndpoint>();
app.MapGrpcService<LetterEndpoint>();
app.MapGrpcService<ReceiptEndpoint>();
await app.RunAsync();
