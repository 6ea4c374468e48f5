using System.Globalization;
using System.Text;

namespace Grpc.Net.Wire;

/// <summary><c>grpc-message</c>: UTF-8, every byte outside printable ASCII and the percent sign itself as %XX.</summary>
internal static class StatusMessage
{
    public static string Encode(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.Contains('%'))
            return text;

        var encoded = new StringBuilder(text.Length * 3);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= (byte)' ' and <= (byte)'~' and not (byte)'%')
                encoded.Append((char)octet);
            else
                encoded.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return encoded.ToString();
    }

    /// <summary>What is not valid percent encoding is kept as it is: a message is never lost to its encoding.</summary>
    public static string Decode(string header)
    {
        if (!header.Contains('%'))
            return header;

        var bytes = Encoding.UTF8.GetBytes(header);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%' && i + 2 < bytes.Length && IsHex(bytes[i + 1]) && IsHex(bytes[i + 2]))
            {
                bytes[length++] = (byte)((Convert.FromHexString([(char)bytes[i + 1], (char)bytes[i + 2]]))[0]);
                i += 2;
                continue;
            }

            bytes[length++] = bytes[i];
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static bool IsHex(byte octet) => char.IsAsciiHexDigit((char)octet);
}
