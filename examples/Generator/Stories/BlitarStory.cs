using System.Globalization;
using Bogus;

namespace Workforce.Generator.Stories;

/// <summary>What Blitar's environment office enters in February 2021: a rating sheet a day, and that the workers received their ratings.</summary>
internal sealed class BlitarStory(RegisterRecipe recipe, string unitName)
{
    private const int AtLeastGood = 214;
    private const double Good = 76;

    // The lowest score that is good and the highest that is not; the lowest that is very good.
    private const string Lowest = "76";
    private const string Highest = "75.99";
    private const string VeryGood = "91";

    private static readonly DateOnly[] WorkingDays = [.. Enumerable.Range(1, 10).Select(day => new DateOnly(2021, 2, day)).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))];
    private static readonly DateOnly Received = new(2021, 2, 12);

    private readonly Randomizer _random = new(recipe.Seed + 1);

    public IEnumerable<StorySheet> Sheets()
    {
        var workers = new InventedWorkers(recipe).Rows().Where(worker => worker.Unit == unitName).ToList();
        var good = _random.Shuffle(workers).Take(AtLeastGood).ToHashSet();
        var (goods, others) = (new Queue<string>([Lowest, VeryGood]), new Queue<string>([Highest]));
        foreach (var (n, day) in WorkingDays.Index())
            yield return StorySheet.Of($"ratings/{Iso(day)}/dlh.csv", ["NIK", "Nama", "Nilai", "Sakit", "Izin", "Alpa", "Catatan", "Tanggal Penilaian"], Part(workers, n)
                .Select(worker => (string[])[worker.Nik, worker.Name, good.Contains(worker) ? Score(goods, Good, 97) : Score(others, 40, Good - 0.01), Days(6), Days(4), Days(2), "", Iso(day)]));
        yield return StorySheet.Of("receipts.csv", ["NIK", "Diterima Tanggal", "Cara", "Saksi"],
            workers.Select(worker => (string[])[worker.Nik, Iso(Received), "diserahkan", "Kepala Subbagian Umum dan Kepegawaian"]));
    }

    private static IEnumerable<RegisterRow> Part(List<RegisterRow> workers, int n) =>
        workers[(workers.Count * n / WorkingDays.Length)..(workers.Count * (n + 1) / WorkingDays.Length)];

    private string Score(Queue<string> first, double least, double most) => first.TryDequeue(out var edge)
        ? edge
        : (_random.Int((int)Math.Round(least * 100), (int)Math.Round(most * 100)) / 100m).ToString("0.##", CultureInfo.InvariantCulture);

    private string Days(int most) => (_random.Bool(0.4f) ? _random.Int(1, most) : 0).ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
