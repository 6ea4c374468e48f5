using System.Globalization;
using HandlebarsDotNet;

namespace Workforce.Documents;

/// <summary>
/// The templates, as files <c>{language}/{name}.{version}.hbs</c>: the first line is the subject, the rest after a blank line
/// the text. A file that was ever used is never changed, because what was issued must read the same for ever; new wording is
/// a file with the next version, in every language.
/// </summary>
public sealed class TemplateLibrary
{
    /// <summary>The language where none is asked for and the city's own is not known.</summary>
    public const string DefaultLanguage = "id";

    private static readonly Dictionary<string, string> Cultures = new() { ["id"] = "id-ID", ["en"] = "en-GB" };

    private readonly Dictionary<(string Language, string Name, int Version), Template> _templates;

    private TemplateLibrary(Dictionary<(string, string, int), Template> templates) => _templates = templates;

    /// <summary>Reads and compiles every template file under a folder.</summary>
    /// <exception cref="InvalidDataException">A file's name or first lines are wrong, or a language lacks a template.</exception>
    public static TemplateLibrary Load(string folder)
    {
        var templates = Cultures
            .SelectMany(language => Directory
                .EnumerateFiles(Path.Combine(folder, language.Key), "*.hbs")
                .Select(file => (language.Key, file, Language: new Language(CultureInfo.GetCultureInfo(language.Value)))))
            .ToDictionary(found => KeyOf(found.Key, found.file), found => Template.Read(found.file, found.Language));

        foreach (var (_, name, version) in templates.Keys)
            if (Cultures.Keys.FirstOrDefault(language => !templates.ContainsKey((language, name, version))) is { } language)
                throw new InvalidDataException($"{folder} has no {language}/{name}.{version}.hbs");
        return new TemplateLibrary(templates);
    }

    /// <summary>The languages that there are templates in.</summary>
    public static IReadOnlyCollection<string> Languages => Cultures.Keys;

    /// <summary>Whether there are templates in the language, for example <c>id</c>.</summary>
    public static bool Speaks(string language) => Cultures.ContainsKey(language);

    /// <summary>The version for what is issued from now on.</summary>
    public int NewestOf(string name) => _templates.Keys.Where(key => key.Name == name).Max(key => key.Version);

    /// <param name="language">One that the library speaks.</param>
    /// <param name="name">For example <c>contract-expired</c>.</param>
    /// <param name="version">As recorded when it was issued.</param>
    /// <param name="facts">What the template's names stand for.</param>
    public RenderedText Render(string language, string name, int version, object facts) =>
        _templates[(language, name, version)].Render(facts);

    private static (string Language, string Name, int Version) KeyOf(string language, string file) =>
        Path.GetFileNameWithoutExtension(file).Split('.') is [var name, var version] && int.TryParse(version, CultureInfo.InvariantCulture, out var number)
            ? (language, name, number)
            : throw new InvalidDataException($"{file} is not named {{name}}.{{version}}.hbs");

    private sealed record Template(HandlebarsTemplate<object, object> Subject, HandlebarsTemplate<object, object> Text)
    {
        public static Template Read(string file, Language language) =>
            File.ReadAllText(file).Split('\n', 3) is [{ Length: > 0 } subject, "", var text]
                ? new Template(language.Compile(subject), language.Compile(text))
                : throw new InvalidDataException($"{file} does not begin with a subject and a blank line");

        public RenderedText Render(object facts) => new(Subject(facts), Text(facts));
    }
}
