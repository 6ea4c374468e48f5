using Workforce.Documents;
using Xunit;

namespace Workforce.Notification.Tests;

public sealed class TemplateLibraryTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("templates-");

    public TemplateLibraryTests()
    {
        _folder.CreateSubdirectory("id");
        _folder.CreateSubdirectory("en");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Render_NewerVersionThere_KeepsTheWordingThatWasUsed()
    {
        WriteBoth("greeting.1.hbs", "Hal\n\nlama {{Name}}\n");
        WriteBoth("greeting.2.hbs", "Hal\n\nbaru {{Name}}\n");

        var templates = TemplateLibrary.Load(_folder.FullName);

        Assert.Equal(2, templates.NewestOf("greeting"));
        Assert.Equal(new RenderedText("Hal", "lama A & B\n"), templates.Render("id", "greeting", 1, new { Name = "A & B" }));
    }

    [Fact]
    public void Render_NameThatTheFactsDoNotHave_Fails()
    {
        WriteBoth("greeting.1.hbs", "Hal\n\n{{Nmae}}\n");
        var templates = TemplateLibrary.Load(_folder.FullName);

        Assert.ThrowsAny<Exception>(() => templates.Render("id", "greeting", 1, new { Name = "A" }));
    }

    [Fact]
    public void Load_LanguageThatLacksATemplate_NamesTheFile()
    {
        Write("id", "greeting.1.hbs", "Hal\n\nIsi\n");

        var error = Assert.Throws<InvalidDataException>(() => TemplateLibrary.Load(_folder.FullName));

        Assert.EndsWith("has no en/greeting.1.hbs", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("greeting.hbs", "Hal\n\nIsi\n", "is not named {name}.{version}.hbs")]
    [InlineData("greeting.1.hbs", "Hal\nIsi\n", "does not begin with a subject and a blank line")]
    public void Load_FileOfTheWrongForm_NamesTheFile(string file, string content, string fault)
    {
        WriteBoth(file, content);

        var error = Assert.Throws<InvalidDataException>(() => TemplateLibrary.Load(_folder.FullName));

        Assert.EndsWith($"{file} {fault}", error.Message, StringComparison.Ordinal);
    }

    private void WriteBoth(string file, string content)
    {
        Write("id", file, content);
        Write("en", file, content);
    }

    private void Write(string language, string file, string content) =>
        File.WriteAllText(Path.Combine(_folder.FullName, language, file), content);
}
