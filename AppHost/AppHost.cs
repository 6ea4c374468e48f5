using Workforce.AppHost;
using Workforce.AppHost.Lifecycle;
using Workforce.AppHost.Servers;
using Workforce.AppHost.Services;

// The whole system: servers first, then services. Every address is on loopback, every port is picked at the start.
var builder = DistributedApplication.CreateBuilder(Settings.ReadOptions(args));

var servers = builder.AddServers();
var registryDb = servers.AddDatabase("registry-db");
var contractDb = servers.AddDatabase("contract-db");
var evaluationDb = servers.AddDatabase("evaluation-db");
var notificationDb = servers.AddDatabase("notification-db");
var messaging = servers.AddBroker("messaging");
var cache = servers.AddCache("cache");

var registry = builder.AddService<Projects.Registry>("registry", "PeopleTeam")
    .WithReference(registryDb).WaitFor(registryDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache);

var evaluation = builder.AddService<Projects.Evaluation>("evaluation", "ClipboardTaskList")
    .WithReference(evaluationDb).WaitFor(evaluationDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache)
    .WithReference(registry).WaitFor(registry);

var contract = builder.AddService<Projects.Contract>("contract", "DocumentText")
    .WithReference(contractDb).WaitFor(contractDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache)
    .WithReference(registry).WaitFor(registry)
    .WithReference(evaluation) // asked for evidence when renewals are recommended; a night needs no answer of it
    .WithEnvironment("Sweep__Timer", builder.Configuration["Sweep:Timer"] ?? "on")
    .WithSweepCommand();

var notification = builder.AddService<Projects.Notification>("notification", "MailAlert")
    .WithReference(notificationDb).WaitFor(notificationDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache)
    .WithReference(registry).WaitFor(registry)
    .WithReference(contract).WaitFor(contract);

builder.AddNight<Projects.Cli>("night", registry, contract, evaluation, notification);
builder.WatchSystem(registry, contract, evaluation, notification);

return await builder.Build().RunUntilStoppedAsync();
