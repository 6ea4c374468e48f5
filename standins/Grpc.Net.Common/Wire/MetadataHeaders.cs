using Grpc.Core;

namespace Grpc.Net.Wire;

/// <summary>Metadata as headers: text as it is, bytes as base64.</summary>
internal static class MetadataHeaders
{
    public static string ToHeader(Metadata.Entry entry) =>
        entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes).TrimEnd('=') : entry.Value;

    /// <exception cref="FormatException">A binary header is not base64.</exception>
    public static void Add(Metadata metadata, string name, string value)
    {
        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        // A proxy may join several values of one header with commas; base64 has none.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
            metadata.Add(name, FromBase64(part));
    }

    private static byte[] FromBase64(string text)
    {
        var missing = text.Length % 4;
        return Convert.FromBase64String(missing == 0 ? text : text.PadRight(text.Length + 4 - missing, '='));
    }
}
