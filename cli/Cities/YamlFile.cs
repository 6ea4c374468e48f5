using Workforce.Cli.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Workforce.Cli.Cities;

/// <summary>Opens the YAML files of a city's folder.</summary>
public static class YamlFile
{
    /// <summary>The file's fields.</summary>
    /// <exception cref="BadInputException">The file is missing, unreadable, not YAML, or not a list of fields.</exception>
    public static YamlSection Read(string path)
    {
        var document = Load(path);
        return document is YamlMappingNode fields
            ? new YamlSection(path, "", fields)
            : throw new BadInputException($"{path} line {document?.Start.Line ?? 1}: fields are expected, of the form name: value");
    }

    private static YamlNode? Load(string path)
    {
        try
        {
            using var text = File.OpenText(path);
            var stream = new YamlStream();
            stream.Load(text);
            return stream.Documents.FirstOrDefault()?.RootNode;
        }
        catch (YamlException fault)
        {
            throw new BadInputException($"{path} line {fault.Start.Line}: not valid YAML: {fault.Message}");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException($"{path}: there is no such file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be read: {fault.Message}");
        }
    }
}
