using System.Diagnostics;
using Google.Protobuf;
using Workforce.Bench.Fanout;
using Workforce.Bench.Registers;
using Workforce.Bench.Screens;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;
using Workforce.Identity;

namespace Workforce.Bench.Cycle;

/// <summary>A city's workers rated by sheet, as their head hands it in, until each has the notice of it, beside plain SQL that writes the same rows, in one run on one PostgreSQL.</summary>
internal static class CycleBench
{
    private const int WarmUp = 10_000;
    private const int Piece = 64 * 1024; // as ./workforce sends it

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Settings = ["--Clock:StartsAt=2020-12-01T08:00:00+08:00", "--Sweep:Timer=off"];

    public static async Task<CycleFigures> RunAsync(int contracts, int rounds, bool withStatements, CancellationToken cancellation)
    {
        Stage.Say("Starting PostgreSQL, RabbitMQ, Redis and four services");
        await using var system = await RunningSystem.StartAsync(Settings);
        await using var plain = await PlainRatings.PrepareAsync(system);
        Stage.Say($"Warming up with {WarmUp:N0} contracts");
        await RoundAsync(system, plain, number: 1, WarmUp, cancellation);

        if (withStatements)
            await Statements.StartAsync(system);
        var done = new List<Done>();
        for (var round = 1; round <= rounds; round++)
        {
            Stage.Say($"Rating {contracts:N0} workers, then writing the rows by plain SQL");
            done.Add(await RoundAsync(system, plain, number: 1 + round, contracts, cancellation));
            Stage.Say($"  {done[^1].All:F2} s and {done[^1].Plain.All:F2} s: {done[^1].All / done[^1].Plain.All:F2} times; signed after {done[^1].Signed:F2} s");
        }
        if (withStatements)
            await Statements.ShowAsync(system);
        return new CycleFigures(
            contracts, rounds, done.Median(one => one.All), done.Median(one => one.Signed), done.Median(one => one.Plain.All), done.Median(one => one.Plain.Ratings),
            done[0].Cpu.Keys.ToDictionary(name => name, name => done.Median(one => one.Cpu[name])));
    }

    private static async Task<Done> RoundAsync(RunningSystem system, PlainRatings plain, int number, int contracts, CancellationToken cancellation)
    {
        var city = await RegisterCity.DeclareAsync(system, number);
        using (var register = RegisterFile.Create(city, contracts))
            await city.ImportAsync(register.Path, contracts);
        await city.WaitUntilStoredAsync(contracts, cancellation);
        var round = await OpenRoundAsync(system, city);
        using var sheet = RatingSheet.Create(city, contracts);
        await SettleAsync(system);

        var cpuBefore = CpuTime.Of(system);
        var start = Stopwatch.GetTimestamp();
        await RateAsync(system, round, sheet, contracts);
        var signed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await WaitAsync(system, "notification", "select count(*) from notice where round_id = $1 and kind = 5", Guid.Parse(round), contracts, cancellation);
        await WaitAsync(system, "contract", "select count(*) from rated_contract where city_id = $1", city.Id, contracts, cancellation);
        var all = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var cpu = CpuTime.Between(cpuBefore, CpuTime.Of(system));

        await plain.LayOutAsync(Guid.Parse(round), city.Id);
        return new Done(all, signed, await plain.WriteAsync(), cpu);
    }

    private static async Task<string> OpenRoundAsync(RunningSystem system, RegisterCity city)
    {
        await new PolicyService.PolicyServiceClient(system.ChannelTo("contract")).ApplyPolicyAsync(new ApplyPolicyRequest
        {
            Policy = new Policy
            {
                CityId = $"{city.Id}",
                EffectiveFrom = "2020-01-01",
                AskAt = "Badan Kepegawaian",
                Language = "id",
                Rounds = new RoundsPolicy { ExpiryDueDays = 14 },
                Objection = new ObjectionPolicy { Days = 14 },
            },
        });
        var channel = system.ChannelTo("evaluation");
        await new RatingPolicyService.RatingPolicyServiceClient(channel).ApplyRatingPolicyAsync(new ApplyRatingPolicyRequest
        {
            Policy = new RatingPolicy
            {
                CityId = $"{city.Id}",
                EffectiveFrom = "2020-01-01",
                Rating = new RatingRules
                {
                    Scheme = RatingScheme.Matrix3X3,
                    HeadRecommendation = HeadRecommendationRule.Required,
                    Absences = new AbsenceRules { Counts = { AbsenceKind.Unexcused }, Limits = { new AbsenceLimit { MoreThan = 15, Per = AbsencePeriod.ContractYear } } },
                    MinimumPredicate = Predicate.NeedsImprovement,
                    Inputs = { RatingInput.Predicate, RatingInput.Absences },
                    Rounds = new RoundRules { Required = RequiredRounds.None },
                },
                Objection = new ObjectionRules { Days = 14, RulingDays = 5 },
            },
        });
        return (await new RoundService.RoundServiceClient(channel).OpenRoundAsync(new OpenRoundRequest
        {
            CityId = $"{city.Id}",
            Kind = RoundKind.Yearly,
            PeriodFrom = "2020-01-01",
            PeriodTo = "2020-12-31",
            DueDay = "2020-12-18",
        })).Id;
    }

    private static async Task RateAsync(RunningSystem system, string round, RatingSheet sheet, int contracts)
    {
        using var channel = system.ChannelAs(new SetupToken(RegisterCity.HeadSubject, "Kepala Semua Dinas", [], []), "evaluation");
        using var call = new RatingService.RatingServiceClient(channel).RateByFile();
        await call.RequestStream.WriteAsync(new RateByFileRequest { Header = new RateByFileHeader { RoundId = round, FileName = "penilaian.csv" } });
        await using var file = File.OpenRead(sheet.Path);
        var buffer = new byte[Piece];
        while (await file.ReadAsync(buffer) is var read and > 0)
            await call.RequestStream.WriteAsync(new RateByFileRequest { Content = ByteString.CopyFrom(buffer, 0, read) });
        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        if (reply.RowsSigned != contracts)
            throw new InvalidOperationException($"Of {contracts} rows {reply.RowsSigned} were signed; the first finding: {reply.Findings.FirstOrDefault()}");
    }

    // Counted in the database: a listing would read every row at each look.
    private static async Task WaitAsync(RunningSystem system, string service, string count, Guid of, int contracts, CancellationToken cancellation)
    {
        await using var source = await system.DatabaseOfAsync(service);
        await using var command = source.CreateCommand(count);
        command.Parameters.AddWithValue(of);
        while ((long)(await command.ExecuteScalarAsync(cancellation))! < contracts)
            await Task.Delay(BetweenLooks, cancellation);
    }

    private static async Task SettleAsync(RunningSystem system)
    {
        await using var source = await system.DatabaseOfAsync("evaluation");
        await using var connection = await source.OpenConnectionAsync();
        await connection.SettleAsync();
    }

    private sealed record Done(double All, double Signed, PlainTimes Plain, IReadOnlyDictionary<string, double> Cpu);
}
