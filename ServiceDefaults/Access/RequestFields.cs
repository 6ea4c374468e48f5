using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Reads the fields of a request that a rule names.</summary>
internal static class RequestFields
{
    /// <summary>What is wrong with a path in requests of a kind; null when each request has texts there.</summary>
    public static string? FaultOf(MessageDescriptor request, string path)
    {
        var message = request;
        foreach (var name in path.Split('.'))
        {
            if (message?.FindFieldByName(name) is not { } field)
                return $"names {path}, which {request.FullName} does not have";
            if (field.FieldType is FieldType.String)
                return path.EndsWith(name, StringComparison.Ordinal) ? null : $"names {path}, which goes on behind a text";
            message = field.FieldType is FieldType.Message && !field.IsRepeated ? field.MessageType : null;
        }
        return $"names {path}, which is no text";
    }

    /// <summary>The texts at a path (<c>header.city_id</c>), of a list each; empty ones are left out.</summary>
    /// <exception cref="InvalidOperationException">The request has no such field.</exception>
    public static IEnumerable<string> At(IMessage request, string path)
    {
        object? value = request;
        foreach (var name in path.Split('.'))
        {
            if (value is not IMessage message)
                return [];
            var field = message.Descriptor.FindFieldByName(name)
                ?? throw new InvalidOperationException($"the access rule names {path}, which {request.Descriptor.FullName} does not have");
            value = field.Accessor.GetValue(message);
        }
        return (value switch
        {
            string text => [text],
            IList list => list.Cast<object>().OfType<string>(),
            _ => [],
        }).Where(text => text.Length > 0);
    }
}
