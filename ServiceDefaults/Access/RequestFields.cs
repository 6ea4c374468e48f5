using System.Collections;
using Google.Protobuf;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Reads the fields of a request that a rule names.</summary>
internal static class RequestFields
{
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
