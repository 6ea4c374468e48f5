using System.Text;
using Workforce.Messaging.V1;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Workforce.Testing.Rpc;
using Xunit;
using Xunit.Abstractions;

namespace Workforce.Privacy.Tests;

/// <summary>
/// Nothing that a parser quotes leaves a process: a person is planted in every malformed form in every queue and every call, as topology
/// and descriptors have them, and all that left the four services for operators is read.
/// </summary>
public sealed class LeakTests(FourServices system, ITestOutputHelper output) : IClassFixture<FourServices>
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(1);

    // RabbitMQ makes these by itself, so that no service logs them.
    private const string Expired = "_dead";

    private static readonly string[] Kinds = ["_error", "_skipped", Expired];

    [Fact]
    public async Task Services_PersonInEveryMalformedForm_IsInNothingThatLeavesThem()
    {
        var city = await RegisterAsync();
        // First, while there are no dead letters that each call for them would read.
        var answers = await CallAsync(city);
        var messages = await SendToQueuesAsync();
        await HandledAsync();
        var headers = await HeadersAsync();
        var listed = await ListAsync();

        await system.StopAsync();

        var deadLetters = headers.Values.Sum(those => those.Count);
        var logged = headers.Where(queue => !queue.Key.EndsWith(Expired, StringComparison.Ordinal)).Sum(queue => queue.Value.Count);
        output.WriteLine($"{messages} messages, {deadLetters} dead letters, {answers.Count} answers; {system.Departures.Logs} logs, {system.Departures.Spans} spans, {system.Departures.Metrics} metrics");
        Assert.True(deadLetters > messages / 2, $"Of {messages} messages {deadLetters} became dead letters");
        Assert.True(system.Departures.Logs > logged && system.Departures.Spans > messages && system.Departures.Metrics > 0);
        Assert.All(Kinds, kind => Assert.Contains(headers, queue => queue.Key.EndsWith(kind, StringComparison.Ordinal) && queue.Value.Count > 0));
        AssertPrivate([.. system.Departures.All(), .. headers.SelectMany(AboutThem), .. listed.Select(deadLetter => $"listed: {deadLetter}")]);
        Assert.DoesNotContain(answers, answer => answer.Contains(Person.Nik[..^4], StringComparison.Ordinal));
    }

    private static void AssertPrivate(IReadOnlyList<string> texts)
    {
        var leaks = texts.Where(Person.IsIn).Select(text => text.Length > 1_500 ? text[..1_500] : text).ToList();
        Assert.True(leaks.Count == 0, $"{leaks.Count} texts tell of the person, among them:\n{string.Join('\n', leaks.DistinctBy(KindOf).Take(20))}");
    }

    private static string KindOf(string text) => text[..Math.Min(text.Length, 60)];

    private async Task<KnownCity> RegisterAsync()
    {
        var applied = await system.Running["registry"].Client<CityService.CityServiceClient>().ApplyCityAsync(new ApplyCityRequest
        {
            Code = "uji",
            Name = "Kota Uji",
            TimeZone = Registry.V1.TimeZone.Wita,
            WorkUnits = { new WorkUnit { Code = "damkar", Name = "Dinas Pemadam", Kind = "office", Head = new UnitHead { Name = "Kepala", Title = "Kepala" } } },
        });
        return new KnownCity(applied.City.Id, applied.City.Code, Encoding.UTF8.GetBytes("NIK"));
    }

    private async Task<int> SendToQueuesAsync()
    {
        var sent = 0;
        foreach (var type in EventCatalog.All)
        {
            foreach (var queue in EventCatalog.SubscribersOf(type))
            {
                foreach (var messages in new[] { MalformedMessages.Expiring(type), MalformedMessages.Of(type) })
                {
                    await system.Broker.SendBytesAsync(queue, messages);
                    sent += messages.Count;
                }
            }
        }
        return sent;
    }

    /// <returns>What Registry says of registers: of all answers, those that name a person by design.</returns>
    private async Task<IReadOnlyList<string>> CallAsync(KnownCity city)
    {
        foreach (var (service, method) in RpcCatalog.Calls)
            await MalformedCalls.MakeAsync(system.Running[service], method, city);
        foreach (var service in system.Running.Values)
            await MalformedCalls.MakeUnknownAsync(service);
        return await MalformedCalls.ImportAsync(system.Running["registry"], city);
    }

    private async Task HandledAsync()
    {
        var (last, since) = (-1L, TimeProvider.System.GetTimestamp());
        await Eventually.HoldsAsync(
            async () =>
            {
                var (waiting, dead) = (0L, 0L);
                foreach (var queue in Queues)
                {
                    waiting += await system.Broker.CountAsync(queue);
                    foreach (var deadLetters in DeadLetterQueuesOf(queue))
                        dead += await system.Broker.CountAsync(deadLetters);
                }
                if (waiting > 0 || dead != last)
                    (last, since) = (dead, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > Settled;
            },
            "all messages are handled or dead letters", TimeSpan.FromMinutes(2));
    }

    private async Task<Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> HeadersAsync()
    {
        var headers = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();
        foreach (var queue in Queues.SelectMany(DeadLetterQueuesOf))
            headers.Add(queue, await system.Broker.HeadersAsync(queue));
        return headers;
    }

    /// <returns>Of each queue as many as a call lists.</returns>
    private async Task<IReadOnlyList<DeadLetter>> ListAsync()
    {
        var listed = new List<DeadLetter>();
        foreach (var (name, service) in system.Running)
        {
            foreach (var queue in EventCatalog.QueuesOf(name))
                listed.AddRange((await service.Client<DeadLetterService.DeadLetterServiceClient>().ListDeadLettersAsync(new ListDeadLettersRequest { Queue = queue })).DeadLetters);
        }
        return listed;
    }

    private static IEnumerable<string> AboutThem(KeyValuePair<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> queue) =>
        queue.Value.SelectMany(headers => headers.Where(IsOurs).Select(header => $"{queue.Key}: {header.Key} = {header.Value}"));

    // Those of the sender's are part of the message, which stays in the dead-letter queue.
    private static bool IsOurs(KeyValuePair<string, string> header) =>
        header.Key.StartsWith("MT-Fault-", StringComparison.Ordinal) || header.Key == "MT-Reason" || header.Key.Contains("-death", StringComparison.Ordinal);

    private static IEnumerable<string> DeadLetterQueuesOf(string queue) => Kinds.Select(kind => queue + kind);

    private static IEnumerable<string> Queues => EventCatalog.All.SelectMany(EventCatalog.SubscribersOf);
}
