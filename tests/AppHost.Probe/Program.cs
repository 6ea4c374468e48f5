// A service that only says what it was given.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/health", () => Results.Ok());
app.MapGet("/setting", (string key, IConfiguration configuration) => configuration[key] ?? "");
await app.RunAsync();
