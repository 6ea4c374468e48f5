using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Workforce.ServiceDefaults.Ids;

/// <summary>
/// Ids that follow from what they name (UUID version 5, RFC 9562 section 5.5), so that saying the same thing twice is
/// recognised as saying it once.
/// </summary>
public static class DerivedId
{
    private static readonly byte[] Namespace = Guid.Parse("8f0b9a51-6a55-5f5e-9a37-6f5c2f1b7d2e").ToByteArray(bigEndian: true);

    /// <param name="kind">What is named, for example <c>contracts-expired</c>: the same parts of another kind give another id.</param>
    /// <param name="parts">Ids, texts, numbers or days that together name it; their order matters.</param>
    public static Guid From(string kind, params ReadOnlySpan<object> parts)
    {
        var name = new StringBuilder(kind);
        foreach (var part in parts)
            name.Append('\n').Append(Text(part));
        return From(name.ToString());
    }

    private static string Text(object part) => part switch
    {
        Guid id => id.ToString("D"),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => part.ToString() ?? "",
    };

    // Version 5 is defined over SHA-1; here it names, it does not protect.
#pragma warning disable CA5350
    private static Guid From(string name)
    {
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
#pragma warning restore CA5350
}
