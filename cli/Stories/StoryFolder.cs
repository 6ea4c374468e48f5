using Workforce.Cli.Cities;

namespace Workforce.Cli.Stories;

/// <summary>Where a story's files are: in its own folder, or else in the city's.</summary>
/// <param name="Directory">With <c>story.yaml</c>.</param>
public sealed record StoryFolder(string Directory, CityFolder City)
{
    /// <summary>The file that a field names.</summary>
    /// <exception cref="Errors.BadInputException">There is none.</exception>
    public string File(YamlSection section, string field) => Find(section, field, System.IO.File.Exists, "file");

    /// <summary>The folder that a field names.</summary>
    /// <exception cref="Errors.BadInputException">There is none.</exception>
    public string Folder(YamlSection section, string field) => Find(section, field, System.IO.Directory.Exists, "folder");

    private string Find(YamlSection section, string field, Func<string, bool> exists, string what)
    {
        var name = section.Text(field);
        return new[] { Directory, City.Directory }.Select(folder => Path.Combine(folder, name)).FirstOrDefault(exists)
            ?? throw section.Invalid(field, $"there is no {what} '{name}' in {Directory} nor in {City.Directory}");
    }
}
