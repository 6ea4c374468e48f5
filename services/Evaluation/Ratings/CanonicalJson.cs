using System.Buffers;
using System.Globalization;
using System.Text;

namespace Workforce.Evaluation.Ratings;

/// <summary>
/// Writes JSON in UTF-8 as RFC 8785 does: without blanks, and text as it is but for what must be escaped. The order of names is the caller's.
/// </summary>
internal sealed class CanonicalJson
{
    // Letters that do not stand for themselves.
    private static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    private byte[] _bytes = new byte[1024];
    private int _length;
    private bool _isFirst = true;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public CanonicalJson Begin(char bracket)
    {
        Separate();
        Put(bracket);
        _isFirst = true;
        return this;
    }

    public CanonicalJson Begin(string name, char bracket)
    {
        Name(name);
        Put(bracket);
        _isFirst = true;
        return this;
    }

    public CanonicalJson End(char bracket)
    {
        Put(bracket);
        _isFirst = false;
        return this;
    }

    /// <summary>Nothing for null.</summary>
    public CanonicalJson Field(string name, string? value)
    {
        if (value is null)
            return this;
        Name(name);
        Text(value);
        return this;
    }

    public CanonicalJson Field(string name, int value)
    {
        const int longest = 11;
        Name(name);
        value.TryFormat(Room(longest), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        return this;
    }

    /// <summary>Nothing for null.</summary>
    public CanonicalJson Field(string name, Guid? value)
    {
        const int longest = 36;
        if (value is not { } id)
            return this;
        Name(name);
        Put('"');
        id.TryFormat(Room(longest), out var written);
        _length += written;
        Put('"');
        return this;
    }

    private void Name(string name)
    {
        Separate();
        Text(name);
        Put(':');
    }

    private void Separate()
    {
        if (!_isFirst)
            Put(',');
        _isFirst = false;
    }

    private void Text(ReadOnlySpan<char> text)
    {
        Put('"');
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            Plain(text[..at]);
            Plain(EscapeOf(text[at]));
            text = text[(at + 1)..];
        }
        Plain(text);
        Put('"');
    }

    private static string EscapeOf(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
    };

    private void Plain(ReadOnlySpan<char> text)
    {
        const int mostBytesOfLetter = 3;
        _length += Encoding.UTF8.GetBytes(text, Room(text.Length * mostBytesOfLetter));
    }

    private void Put(char ascii)
    {
        Room(1)[0] = (byte)ascii;
        _length++;
    }

    private Span<byte> Room(int bytes)
    {
        if (_bytes.Length - _length < bytes)
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + bytes));
        return _bytes.AsSpan(_length);
    }
}
