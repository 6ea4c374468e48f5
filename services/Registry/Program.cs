using Workforce.Registry;
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
app.MapRegistry();
await app.RunAsync();
