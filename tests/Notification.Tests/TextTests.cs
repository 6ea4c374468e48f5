using Workforce.Notification.Circulars;
using Workforce.Notification.Cycles;
using Workforce.Notification.Letters;
using Workforce.Notification.Notices;
using Workforce.Notification.Reminders;
using Workforce.Documents;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>
/// What people read, whole, against texts that were approved (<c>Approved/</c>). A template file that was ever used is never
/// changed, so an approved text of a version never changes either: new wording is a new version with texts of its own.
/// </summary>
public sealed class TextTests
{
    private static readonly TemplateLibrary Templates = TemplateLibrary.Load(Path.Combine(AppContext.BaseDirectory, "Templates"));

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_UnitThatStaysHome_SaysSinceWhenAndThatItIsNoTermination(string language) =>
        AssertApproved(
            $"notice-stays-home.{language}",
            NoticeText.Write(Templates, Kupang.NoticeTo("Ester Koroh, A.Md", Kupang.GeneralSection), Kupang.Cycle, language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_UnitThatKeepsWorking_SaysWhy(string language) =>
        AssertApproved(
            $"notice-keeps-working.{language}",
            NoticeText.Write(Templates, Kupang.NoticeTo("Simon Penu", Kupang.FireService), Kupang.Cycle, language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_NoNameAndNoHead_StillReadsWell(string language) =>
        AssertApproved(
            $"notice-without-names.{language}",
            NoticeText.Write(Templates, Kupang.NoticeTo(null, Kupang.Clinic), Kupang.Cycle, language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_UnitThatStaysHome_EndsWithTheNamesInOrder(string language) =>
        AssertApproved(
            $"letter-stays-home.{language}",
            LetterText.Write(
                Templates, LetterTo(Kupang.GeneralSection), Kupang.Cycle, [.. Named("simon Penu", null, "Ester Koroh, A.Md", "Abraham & Lay")], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_UnitThatKeepsWorking_SaysSo(string language) =>
        AssertApproved(
            $"letter-keeps-working.{language}",
            LetterText.Write(Templates, LetterTo(Kupang.FireService), Kupang.Cycle, [.. Named("Simon Penu")], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_WorkersWhoGoOn_AreListedApart(string language) =>
        AssertApproved(
            $"letter-some-go-on.{language}",
            LetterText.Write(
                Templates, LetterTo(Kupang.GeneralSection, version: 2), Kupang.Cycle,
                [new(Guid.NewGuid(), "Simon Penu", new(2021, 2, 19)), new(Guid.NewGuid(), "Ester Koroh, A.Md", Continues: true), new(Guid.NewGuid(), "Abraham & Lay", Kupang.Cycle.DueDay)], language),
            version: 2);

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_NoWorkerGoesOn_HasOneList(string language) =>
        AssertApproved(
            $"letter-stays-home.{language}",
            LetterText.Write(
                Templates, LetterTo(Kupang.GeneralSection, version: 2), Kupang.Cycle,
                [.. Named("simon Penu", null, "Ester Koroh, A.Md", "Abraham & Lay")], language),
            version: 2);

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_OnlyWorkersWhoGoOn_SendsNoneHome(string language)
    {
        var written = LetterText.Write(
            Templates, LetterTo(Kupang.GeneralSection, version: 2), Kupang.Cycle, [new(Guid.NewGuid(), "Ester Koroh, A.Md", Continues: true)], language);

        Assert.DoesNotContain("dirumahkan sampai dengan", written.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("stay home until", written.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", 1), InlineData("id", 2), InlineData("en", 1), InlineData("en", 2)]
    public void Letter_NoWorkerIsLeft_SaysThatNoneIsToBeRated(string language, int version) =>
        AssertApproved($"letter-empty.{language}", LetterText.Write(Templates, LetterTo(Kupang.GeneralSection, version), Kupang.Cycle, [], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_WorkerGoesOnWithTheCity_SaysFromWhenAndWhere(string language) =>
        AssertApproved(
            $"notice-continues.{language}",
            NoticeText.Write(Templates, GoesOn(new(new(2021, 1, 1), Kupang.FireService.UnitId, null, null)), Kupang.Cycle, language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_WorkerGoesOnWithAVendorAndIsRated_SaysBoth(string language) =>
        AssertApproved(
            $"notice-continues-rated.{language}",
            NoticeText.Write(
                Templates, GoesOn(new(new(2021, 1, 1), Guid.NewGuid(), Guid.NewGuid(), "PT Bersih Sejahtera"), Kupang.Cycle.DueDay), Kupang.Cycle, language));

    [Theory]
    [InlineData("id", true), InlineData("id", false), InlineData("en", true), InlineData("en", false)]
    public void Notice_OutsourcedAndRated_SaysThatTheTenderIsAwaitedAndNoneIsAskedFor(string language, bool keepsWorking) => AssertApproved(
        $"notice-outsourced-rated-{(keepsWorking ? "keeps-working" : "stays-home")}.{language}",
        NoticeText.Write(
            Templates,
            Kupang.NoticeTo("Ester Koroh, A.Md", keepsWorking ? Kupang.FireService : Kupang.GeneralSection) with { TemplateVersion = 2, IsRated = true, IsOutsourced = true },
            Kupang.Cycle, language),
        version: 2);

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_WorkerGoesOnAndWasRated_SaysThatNoneIsAskedFor(string language) => AssertApproved(
        $"notice-continues-was-rated.{language}",
        NoticeText.Write(
            Templates, GoesOn(new(new(2021, 1, 1), Kupang.FireService.UnitId, null, null), Kupang.Cycle.DueDay) with { TemplateVersion = 2, IsRated = true }, Kupang.Cycle, language),
        version: 2);

    [Theory, InlineData("id"), InlineData("en")]
    public void Notice_NewWording_IsTheFormerForWhoIsNeitherRatedNorOutsourced(string language)
    {
        foreach (var notice in (Notice[])
                 [Kupang.NoticeTo("Simon Penu", Kupang.FireService), Kupang.NoticeTo(null, Kupang.GeneralSection), GoesOn(new(new(2021, 1, 1), Guid.NewGuid(), null, null), Kupang.Cycle.DueDay)])
            Assert.Equal(
                NoticeText.Write(Templates, notice, Kupang.Cycle, language), NoticeText.Write(Templates, notice with { TemplateVersion = 2 }, Kupang.Cycle, language));
    }

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_NewWording_IsTheFormerWhereNoneIsRatedOrOutsourced(string language)
    {
        EvaluatedWorker[] workers = [.. Named("Simon Penu"), new(Guid.NewGuid(), "Ester Koroh, A.Md", Continues: true)];
        foreach (var listed in (EvaluatedWorker[][])[workers, workers[..1], workers[1..]])
            Assert.Equal(
                LetterText.Write(Templates, LetterTo(Kupang.FireService, version: 2), Kupang.Cycle, listed, language),
                LetterText.Write(Templates, LetterTo(Kupang.FireService, version: 3), Kupang.Cycle, listed, language));
    }

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_SomeAreRated_ListsTheOthersAndSaysWhoElseStaysHome(string language) => AssertApproved(
        $"letter-some-rated.{language}",
        LetterText.Write(
            Templates, LetterTo(Kupang.GeneralSection, version: 3), Kupang.Cycle,
            [
                .. Named("Simon Penu"), new(Guid.NewGuid(), "Abraham & Lay", IsRated: true, IsOutsourced: true),
                new(Guid.NewGuid(), "Ester Koroh, A.Md", Continues: true, IsRated: true),
            ],
            language),
        version: 3);

    [Theory]
    [InlineData("id", 1), InlineData("id", 3), InlineData("en", 1), InlineData("en", 3)]
    public void Letter_AllAreRated_SaysThatNothingIsAsked(string language, int version) => AssertApproved(
        $"letter-all-rated.{language}",
        LetterText.Write(
            Templates, LetterTo(Kupang.FireService, version), Kupang.Cycle,
            [new(Guid.NewGuid(), "Simon Penu", IsRated: true), new(Guid.NewGuid(), "Ester Koroh, A.Md", IsRated: true)], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Circular_Cycle_NamesTheExemptedUnits(string language) =>
        AssertApproved($"circular.{language}", CircularText.Write(Templates, Kupang.Cycle, language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Circular_NewWording_ExceptsThoseWhoGoOn(string language) =>
        AssertApproved($"circular.{language}", CircularText.Write(Templates, Kupang.Cycle with { CircularVersion = 2 }, language), version: 2);

    [Theory, InlineData("id", "Tidak ada unit kerja yang dikecualikan"), InlineData("en", "No work unit is exempted")]
    public void Circular_NoUnitExempted_SaysSo(string language, string sentence)
    {
        var cycle = Kupang.Cycle with { Units = new Dictionary<Guid, CycleUnit> { [Kupang.GeneralSection.UnitId] = Kupang.GeneralSection } };

        Assert.Contains(sentence, CircularText.Write(Templates, cycle, language).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "tetap bekerja", "dirumahkan sampai dengan")]
    [InlineData("en", "keep working", "stay home until")]
    public void Exemption_EveryUnit_IsTheSameInNoticeLetterAndCircular(string language, string keepsWorking, string staysHome)
    {
        var exempted = CircularText.ExemptedUnitsOf(Kupang.Cycle);
        foreach (var unit in Kupang.Cycle.Units.Values)
        {
            var (said, unsaid) = exempted.Contains(unit.Name) ? (keepsWorking, staysHome) : (staysHome, keepsWorking);
            string[] texts =
            [
                NoticeText.Write(Templates, Kupang.NoticeTo("Simon Penu", unit), Kupang.Cycle, language).Text,
                LetterText.Write(Templates, LetterTo(unit), Kupang.Cycle, [.. Named("Simon Penu")], language).Text,
            ];
            Assert.All(texts, text => Assert.Contains(said, text, StringComparison.Ordinal));
            Assert.All(texts, text => Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("id", Predicate.VeryGood, 1), InlineData("id", Predicate.NeedsImprovement, 2), InlineData("en", Predicate.VeryGood, 1), InlineData("en", Predicate.NeedsImprovement, 2)]
    public void Rated_FirstOrCorrectedVersion_SaysWhatCountsAndUntilWhenToObject(string language, Predicate predicate, int rating) => AssertApproved(
        $"rated-{(rating == 1 ? "first" : "corrected")}.{language}",
        NoticeText.Write(Templates, Told(NoticeKind.Rated, new NotifiedRating(Guid.NewGuid(), rating, predicate, rating == 1 ? null : 16, null)), Kupang.Round, language));

    [Theory]
    [InlineData("id", Ruling.Granted), InlineData("id", Ruling.Rejected), InlineData("en", Ruling.Granted), InlineData("en", Ruling.Rejected)]
    public void ObjectionRuled_GrantedOrRejected_SaysThatItIsFinal(string language, Ruling ruling) => AssertApproved(
        $"objection-{(ruling is Ruling.Granted ? "granted" : "rejected")}.{language}",
        NoticeText.Write(
            Templates, Told(NoticeKind.ObjectionRuled, new NotifiedRating(Guid.NewGuid(), 2, ruling is Ruling.Granted ? Predicate.Good : Predicate.Poor, 0, ruling)), Kupang.Round, language));

    [Theory]
    [InlineData("id", 7, "7-days"), InlineData("id", 0, "today"), InlineData("id", -2, "over"), InlineData("en", 7, "7-days"), InlineData("en", 0, "today"), InlineData("en", -2, "over")]
    public void RatingsDue_DaysLeft_AreSaid(string language, int daysLeft, string name)
    {
        var reminder = new HeadReminder(Guid.NewGuid(), Kupang.Cycle.CityId, "Kota Kupang", Kupang.Round.Id, false, new(2020, 12, 18), 7, "id")
        {
            Units = new Dictionary<Guid, RemindedUnit> { [Kupang.GeneralSection.UnitId] = new("Bagian Umum", daysLeft == 0 ? "" : "Kepala Bagian Umum", daysLeft == 0 ? 1 : 1_234, daysLeft) },
        };
        var notice = new Notice(
            Guid.NewGuid(), null, NoticeKind.RatingsDue, new Recipient(RecipientKind.Head, Guid.NewGuid(), "Markus Tallo, S.STP"), null, Kupang.GeneralSection.UnitId,
            KeepsWorking: true, 1, DateTime.UnixEpoch, new DateOnly(2020, 12, 18), RoundId: Kupang.Round.Id, HeadReminder: reminder.Id);

        AssertApproved($"ratings-due-{name}.{language}", NoticeText.Write(Templates, notice, reminder, language));
    }

    private static Notice Told(NoticeKind kind, NotifiedRating rating) => new(
        Guid.NewGuid(), Guid.NewGuid(), kind, new Recipient(RecipientKind.Worker, Guid.NewGuid(), "Ester Koroh, A.Md"), null, Kupang.GeneralSection.UnitId,
        KeepsWorking: true, 1, DateTime.UnixEpoch, RoundId: Kupang.Round.Id, Rating: rating);

    private static Letter LetterTo(CycleUnit unit, int version = 1) =>
        new(Guid.NewGuid(), Kupang.Cycle.Id, unit.UnitId, LetterKind.EvaluationRequest, version, DateTime.UnixEpoch);

    private static IEnumerable<EvaluatedWorker> Named(params string?[] names) => names.Select(name => new EvaluatedWorker(Guid.NewGuid(), name));

    private static Notice GoesOn(NextContract next, DateOnly? dueDay = null) => new(
        Guid.NewGuid(), Guid.NewGuid(), NoticeKind.ContractContinues, new Recipient(RecipientKind.Worker, Guid.NewGuid(), "Ester Koroh, A.Md"),
        Kupang.Cycle.Id, Kupang.GeneralSection.UnitId, KeepsWorking: true, 1, DateTime.UnixEpoch, dueDay, next);

    private static void AssertApproved(string name, RenderedText written, int version = 1)
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", $"{name}.{version}.txt"));
        Assert.Equal(approved, $"{written.Subject}\n\n{written.Text}");
    }
}
