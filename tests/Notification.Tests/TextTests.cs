using Workforce.Notification.Circulars;
using Workforce.Notification.Cycles;
using Workforce.Notification.Letters;
using Workforce.Notification.Notices;
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
                Templates, LetterTo(Kupang.GeneralSection), Kupang.Cycle, ["simon Penu", null, "Ester Koroh, A.Md", "Abraham & Lay"], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Letter_UnitThatKeepsWorking_SaysSo(string language) =>
        AssertApproved(
            $"letter-keeps-working.{language}",
            LetterText.Write(Templates, LetterTo(Kupang.FireService), Kupang.Cycle, ["Simon Penu"], language));

    [Theory, InlineData("id"), InlineData("en")]
    public void Circular_Cycle_NamesTheExemptedUnits(string language) =>
        AssertApproved($"circular.{language}", CircularText.Write(Templates, Kupang.Cycle, language));

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
                LetterText.Write(Templates, LetterTo(unit), Kupang.Cycle, [], language).Text,
            ];
            Assert.All(texts, text => Assert.Contains(said, text, StringComparison.Ordinal));
            Assert.All(texts, text => Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal));
        }
    }

    private static Letter LetterTo(CycleUnit unit) =>
        new(Guid.NewGuid(), Kupang.Cycle.Id, unit.UnitId, LetterKind.EvaluationRequest, 1, DateTime.UnixEpoch);

    private static void AssertApproved(string name, RenderedText written)
    {
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Approved", $"{name}.1.txt"));
        Assert.Equal(approved, $"{written.Subject}\n\n{written.Text}");
    }
}
