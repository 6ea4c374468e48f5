using System.Globalization;
using Workforce.Registry.Names;
using Workforce.Registry.Quality;
using Workforce.Registry.V1;
using Workforce.Registry.Workers;
using Workforce.Testing;
using Xunit;
using FailureFilter = Workforce.Registry.Quality.FailureFilter;
using JudgedWorker = Workforce.Registry.Quality.JudgedWorker;
using QualityTest = Workforce.Registry.Quality.QualityTest;

namespace Workforce.Registry.Tests.Quality;

/// <summary>A city that has registered thousands as born on 1 January, as cities do of whom they do not know better.</summary>
[Collection(nameof(RegistryService))]
public sealed class OneBirthDateTests(RegistryService registry)
{
    private const int Workers = 2_000;

    private static readonly QualityOptions Options = new();
    private static readonly DateOnly Born = new(1980, 1, 1);

    [Fact]
    public void Find_TwoThousandOfOneBirthDate_FindsWhatEachWithEachFindsAndComparesATenth()
    {
        var workers = PeopleOf(Workers);
        var alike = new LookAlikes(workers, new Dictionary<(Guid, Guid), Registry.Quality.FailureOverride>(), Options);

        var found = alike.Find(new FailureFilter(Guid.NewGuid(), QualityTest.LookAlike), null).Select(pair => (pair.SubjectId, pair.OtherId!.Value)).ToList();

        Assert.Equal(EachWithEach(workers), found);
        Assert.NotEmpty(found);
        Assert.InRange(alike.Compared, found.Count, Workers * (Workers - 1) / 2 / 10);
    }

    [Fact]
    public void Find_PageByPage_ComparesNoPairTwiceAndNoneThatIsNotAskedFor()
    {
        var workers = PeopleOf(Workers);
        var filter = new FailureFilter(Guid.NewGuid(), QualityTest.LookAlike);
        var whole = New(workers);
        var all = whole.Find(filter, null).Select(pair => (pair.SubjectId, pair.OtherId!.Value)).ToList();

        var (compared, pages, after) = (0, new List<(Guid, Guid)>(), default((Guid, Guid)?));
        while (true)
        {
            var page = New(workers);
            var found = page.Find(filter, after).Take(25).Select(pair => (pair.SubjectId, pair.OtherId!.Value)).ToList();
            compared += page.Compared;
            pages.AddRange(found);
            if (found.Count < 25)
                break;
            after = found[^1];
        }

        Assert.Equal(all, pages);
        Assert.Equal(whole.Compared, compared);
    }

    // Initials, letters of long words, words left out, and the order of words.
    [Theory]
    [InlineData("Petrus Bano", "P. Bano", true)]
    [InlineData("A. Susilawati", "Ahmad Susilawati", true)]
    [InlineData("Abdurrahmansyah", "Abdurahmansah", true)]
    [InlineData("Wirakusumaning Dewi", "Wirakusumaring Dewy", true)]
    [InlineData("Bano Maria", "Maria Bano", true)]
    [InlineData("Maria Bano", "Petrus Taek", false)]
    public void Find_NamesOfOnePerson_AreComparedWhateverTheyShare(string one, string other, bool isAlike) =>
        Assert.Equal(isAlike, New([PersonOf(1, one), PersonOf(2, other)]).Find(new FailureFilter(Guid.NewGuid(), QualityTest.LookAlike), null).Any());

    [Fact]
    public async Task ListFailures_SeveralAtOnce_AreSearchedInTurn()
    {
        await using var beside = await registry.StartBesideAsync(("Quality:ConcurrentSearches", "1"));
        var city = await beside.NewCityAsync();
        await beside.ImportAsync(city, RegisterLine.File(new RegisterLine { Name = "Maria Bano" }, new RegisterLine { Name = "Maria Bano" }));
        await using var holder = await beside.Running.Database.OpenConnectionAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using (var command = holder.CreateCommand())
        {
            command.CommandText = "lock table quality_override in access exclusive mode";
            await command.ExecuteNonQueryAsync();
        }

        var calls = Enumerable.Range(0, 3).Select(_ => beside.Quality.ListFailuresAsync(
            new ListFailuresRequest { CityId = city.Id, Test = V1.QualityTest.LookAlike }).ResponseAsync).ToList();
        await Eventually.HoldsAsync(async () => await WaitingAsync(beside) > 0, "a search waits for the table");
        await Task.Delay(500);
        Assert.Equal(1, await WaitingAsync(beside));

        await held.RollbackAsync();
        Assert.All(await Task.WhenAll(calls), reply => Assert.Single(reply.Failures));
    }

    private static Task<long> WaitingAsync(RegistryService service) => service.Running.ScalarAsync<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");

    private static LookAlikes New(IReadOnlyList<ComparedWorker> workers) =>
        new(workers, new Dictionary<(Guid, Guid), Registry.Quality.FailureOverride>(), Options);

    private static List<(Guid, Guid)> EachWithEach(IReadOnlyList<ComparedWorker> workers)
    {
        var words = workers.Select(worker => NameSound.WordsOf(worker.Worker.Name)).ToList();
        var pairs = new List<(Guid, Guid)>();
        for (var one = 0; one < workers.Count; one++)
        {
            for (var other = one + 1; other < workers.Count; other++)
            {
                if ((int)Math.Floor(100 * NameSound.Likeness(words[one], words[other])) >= Options.LikenessPercent)
                    pairs.Add((workers[one].Id, workers[other].Id));
            }
        }
        return pairs;
    }

    // The names of the seeded register, which has people of all birth dates.
    private static IReadOnlyList<ComparedWorker> PeopleOf(int count) =>
        [.. new SeededRegister(1980, "5380").Lines().Take(count).Select((line, n) => PersonOf(n + 1, line.Split(';')[1]))];

    private static ComparedWorker PersonOf(int number, string name) => new(
        new JudgedWorker(
            Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"00000000-0000-7000-8000-{number:D12}")), name, "0001", Born, Guid.Empty, Born, Born),
        Nik.Stored(string.Create(CultureInfo.InvariantCulture, $"53710101018{number:D5}")), Born, name.ToUpperInvariant(), null);
}
