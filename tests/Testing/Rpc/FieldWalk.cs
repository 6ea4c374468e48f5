using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Workforce.Testing.Rpc;

/// <summary>A field of a request that can be given another value.</summary>
/// <param name="Path">As an error names it, for example <c>work_units[1].code</c>.</param>
/// <param name="Descriptor">What it is.</param>
/// <param name="Set">Gives it a value, in the request that was walked.</param>
public sealed record FieldPlace(string Path, FieldDescriptor Descriptor, Action<object> Set)
{
    /// <summary>The path without indexes: the field in every request of its kind.</summary>
    public string Kind { get; } = string.Join('.', Path.Split('.').Select(name => name.Split('[')[0]));
}

/// <summary>Finds the fields of a message and of those within it.</summary>
public static class FieldWalk
{
    /// <summary>
    /// Every field with a value of its own; of a list the last element, of a oneof the one that is set. A message that is not set
    /// has no fields.
    /// </summary>
    public static IEnumerable<FieldPlace> PlacesIn(IMessage message, string prefix = "")
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.RealContainingOneof is { } oneof && oneof.Accessor.GetCaseFieldDescriptor(message) != field)
                continue;
            foreach (var place in PlacesOf(message, field, prefix + field.Name))
                yield return place;
        }
    }

    /// <summary>The kinds of all fields that a request may have.</summary>
    public static IEnumerable<string> KindsOf(MessageDescriptor message, string prefix = "") =>
        message.Fields.InDeclarationOrder().SelectMany(field =>
            field.FieldType == FieldType.Message ? KindsOf(field.MessageType, $"{prefix}{field.Name}.") : [prefix + field.Name]);

    private static IEnumerable<FieldPlace> PlacesOf(IMessage message, FieldDescriptor field, string path)
    {
        if (!field.IsRepeated)
            return Within(field, path, field.Accessor.GetValue(message), value => field.Accessor.SetValue(message, value));
        var list = (IList)field.Accessor.GetValue(message);
        var last = list.Count - 1;
        return last < 0 ? [] : Within(field, $"{path}[{last}]", list[last], value => list[last] = value);
    }

    private static IEnumerable<FieldPlace> Within(FieldDescriptor field, string path, object? value, Action<object> set) =>
        field.FieldType != FieldType.Message ? [new FieldPlace(path, field, set)]
        : value is IMessage inner ? PlacesIn(inner, $"{path}.")
        : [];
}
