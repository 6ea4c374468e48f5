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

    [Fact]
    public async Task Services_PersonInEveryMalformedForm_IsInNothingThatLeavesThem()
    {
        var city = await RegisterAsync();
        // First, while there are no dead letters that each call for them would read.
        var answers = await CallAsync(city);
        var messages = await SendToQueuesAsync();
        await HandledAsync();
        var (deadLetters, aboutThem) = await DeadLettersAsync();

        await system.StopAsync();

        output.WriteLine($"{messages} messages, {deadLetters} dead letters, {answers.Count} answers; {system.Departures.Logs} logs, {system.Departures.Spans} spans, {system.Departures.Metrics} metrics");
        Assert.True(deadLetters > messages / 2, $"Of {messages} messages {deadLetters} became dead letters");
        Assert.True(system.Departures.Logs > deadLetters && system.Departures.Spans > messages && system.Departures.Metrics > 0);
        AssertPrivate([.. system.Departures.All(), .. aboutThem]);
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
                var messages = MalformedMessages.Of(type);
                await system.Broker.SendBytesAsync(queue, messages);
                sent += messages.Count;
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
                    dead += await system.Broker.CountAsync($"{queue}_error") + await system.Broker.CountAsync($"{queue}_skipped");
                }
                if (waiting > 0 || dead != last)
                    (last, since) = (dead, TimeProvider.System.GetTimestamp());
                return TimeProvider.System.GetElapsedTime(since) > Settled;
            },
            "all messages are handled or dead letters", TimeSpan.FromMinutes(2));
    }

    private async Task<(int Count, List<string> About)> DeadLettersAsync()
    {
        var (count, about) = (0, new List<string>());
        foreach (var queue in Queues.SelectMany(queue => (string[])[$"{queue}_error", $"{queue}_skipped"]))
        {
            foreach (var headers in await system.Broker.HeadersAsync(queue))
            {
                count++;
                about.AddRange(headers.Where(IsOurs).Select(header => $"{queue}: {header.Key} = {header.Value}"));
            }
        }
        foreach (var (name, service) in system.Running)
            about.AddRange((await service.Client<DeadLetterService.DeadLetterServiceClient>().ListDeadLettersAsync(new ListDeadLettersRequest()))
                .DeadLetters.Select(deadLetter => $"{name} lists {deadLetter}"));
        return (count, about);
    }

    // Those of the sender's are part of the message, which stays in the dead-letter queue.
    private static bool IsOurs(KeyValuePair<string, string> header) =>
        header.Key.StartsWith("MT-Fault-", StringComparison.Ordinal) || header.Key == "MT-Reason";

    private static IEnumerable<string> Queues => EventCatalog.All.SelectMany(EventCatalog.SubscribersOf);
}
