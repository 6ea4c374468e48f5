using Google.Protobuf;

namespace Workforce.Cli.Screens;

/// <summary>Messages as JSON for programs: the protos' names, every field, indented.</summary>
public static class ProtoJson
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true).WithFormatDefaultValues(true).WithIndentation());

    public static string Of(IMessage message) => Formatter.Format(message);
}
