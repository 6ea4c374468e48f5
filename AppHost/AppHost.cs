using Workforce.AppHost;

// The whole system: servers first, then services. Every address is on loopback, every port is picked at the start.
var builder = DistributedApplication.CreateBuilder(Settings.ReadOptions(args));

var servers = builder.AddServers();
var registryDb = servers.AddDatabase("registry-db");
var contractDb = servers.AddDatabase("contract-db");
var evaluationDb = servers.AddDatabase("evaluation-db");
var notificationDb = servers.AddDatabase("notification-db");
var messaging = servers.AddBroker("messaging");
var cache = servers.AddCache("cache");

var registry = builder.AddService("registry", "../services/Registry/Registry.csproj")
    .WithReference(registryDb).WaitFor(registryDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(cache).WaitFor(cache);

var contract = builder.AddService("contract", "../services/Contract/Contract.csproj")
    .WithReference(contractDb).WaitFor(contractDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(registry).WaitFor(registry)
    .WithEnvironment("Sweep__Timer", builder.Configuration["Sweep:Timer"] ?? "on");

var evaluation = builder.AddService("evaluation", "../services/Evaluation/Evaluation.csproj")
    .WithReference(evaluationDb).WaitFor(evaluationDb)
    .WithReference(messaging).WaitFor(messaging);

var notification = builder.AddService("notification", "../services/Notification/Notification.csproj")
    .WithReference(notificationDb).WaitFor(notificationDb)
    .WithReference(messaging).WaitFor(messaging)
    .WithReference(registry).WaitFor(registry)
    .WithReference(contract).WaitFor(contract);

builder.AnnounceEndpoints(registry, contract, evaluation, notification);

return await builder.Build().RunUntilStoppedAsync();

// Not public, as the framework would make it: to the tests of a service, which use this project's servers, `Program` is the service.
internal sealed partial class Program;
