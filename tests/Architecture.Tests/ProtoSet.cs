using System.Reflection;
using Google.Protobuf.Reflection;
using Workforce.Contract.V1;

namespace Workforce.Architecture.Tests;

/// <summary>The protos of one build or release, as descriptors.</summary>
internal sealed class ProtoSet(IReadOnlyList<FileDescriptorProto> files)
{
    private const string Releases = "contracts/releases";

    /// <summary>Those that the generated code of <c>Contracts</c> was made from.</summary>
    public static ProtoSet OfContracts() =>
        new([.. from type in typeof(CyclesReflection).Assembly.GetTypes()
                where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
                let descriptor = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
                where descriptor is not null
                select descriptor.ToProto()]);

    /// <summary>Those of the newest folder under <c>contracts/releases</c>, which <c>eng/release-protos</c> writes.</summary>
    public static ProtoSet OfLastRelease()
    {
        var newest = Directory.EnumerateDirectories(Path.Combine(House.Root, Releases)).MaxBy(folder => Version.Parse(Path.GetFileName(folder)))!;
        return new([.. FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(newest, "descriptors.pb"))).File]);
    }

    /// <summary>This set with one file changed.</summary>
    public ProtoSet With(string file, Action<FileDescriptorProto> change)
    {
        var clones = files.Select(original => original.Clone()).ToList();
        change(clones.Single(clone => clone.Name == file));
        return new(clones);
    }

    /// <summary>What <paramref name="released"/> has and this set has not, or has in another form: a sentence each.</summary>
    public IReadOnlyList<string> BreaksOf(ProtoSet released)
    {
        var current = Elements();
        return [.. from element in released.Elements().OrderBy(element => element.Key, StringComparer.Ordinal)
                   let now = current.GetValueOrDefault(element.Key)
                   where now != element.Value
                   select now is null ? $"{element.Key}: is gone" : $"{element.Key}: was {element.Value}, is {now}"];
    }

    /// <summary>Kind and full name of each element, with what clients rely on: number and type, or request and reply.</summary>
    private Dictionary<string, string> Elements() =>
        files.SelectMany(file => file.Service.SelectMany(service => OfService(file.Package, service))
                .Concat(file.MessageType.SelectMany(message => OfMessage(file.Package, message)))
                .Concat(file.EnumType.SelectMany(type => OfEnum(file.Package, type))))
            .ToDictionary(element => element.Name, element => element.Form);

    private static IEnumerable<(string Name, string Form)> OfService(string package, ServiceDescriptorProto service) =>
        service.Method
            .Select(method => (
                $"method {package}.{service.Name}.{method.Name}",
                $"({Stream(method.ClientStreaming)}{method.InputType}) returns ({Stream(method.ServerStreaming)}{method.OutputType})"))
            .Prepend(($"service {package}.{service.Name}", ""));

    private static IEnumerable<(string Name, string Form)> OfMessage(string scope, DescriptorProto message)
    {
        var name = $"{scope}.{message.Name}";
        return message.Field.Select(field => ($"field {name}.{field.Name}", FormOf(message, field)))
            .Concat(message.NestedType.SelectMany(nested => OfMessage(name, nested)))
            .Concat(message.EnumType.SelectMany(type => OfEnum(name, type)))
            .Prepend(($"message {name}", ""));
    }

    private static IEnumerable<(string Name, string Form)> OfEnum(string scope, EnumDescriptorProto type) =>
        type.Value.Select(value => ($"value {scope}.{type.Name}.{value.Name}", $"{value.Number}")).Prepend(($"enum {scope}.{type.Name}", ""));

    private static string FormOf(DescriptorProto message, FieldDescriptorProto field)
    {
        var label = field switch
        {
            { Label: FieldDescriptorProto.Types.Label.Repeated } => "repeated ",
            { Proto3Optional: true } => "optional ",
            { HasOneofIndex: true } => $"oneof {message.OneofDecl[field.OneofIndex].Name} ",
            _ => "",
        };
        return $"{field.Number} {label}{(field.TypeName.Length > 0 ? field.TypeName : field.Type.ToString().ToLowerInvariant())}";
    }

    private static string Stream(bool isStream) => isStream ? "stream " : "";
}
