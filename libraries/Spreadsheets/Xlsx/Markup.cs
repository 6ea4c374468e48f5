using System.Text;
using System.Xml;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// The XML of a part, read forward in memory that no file can make grow: a DTD is refused, a text is taken in pieces, and a tag, the depth
/// and the number of different names have limits. It is always UTF-8, as every program writes it. Names are told apart without their
/// namespaces, of which there are two (ECMA-376 transitional and strict).
/// </summary>
internal sealed class Markup : IDisposable
{
    private const int Deepest = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    private readonly XmlReader _xml;
    private readonly char[] _piece = new char[1024];

    private Markup(XmlReader xml) => _xml = xml;

    public bool IsEmpty => _xml.IsEmptyElement;

    private bool IsText => _xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace;

    /// <param name="part">Closed with this.</param>
    public static Markup Of(Stream part)
    {
        var settings = Settings.Clone();
        settings.NameTable = new NameLimit();
        return new Markup(XmlReader.Create(new StreamReader(new TagLimit(part), Encoding.UTF8, detectEncodingFromByteOrderMarks: false), settings));
    }

    public void Dispose() => _xml.Dispose();

    /// <returns>False at the end.</returns>
    public bool Read()
    {
        if (!_xml.Read())
            return false;
        return _xml.Depth <= Deepest ? true : throw BrokenFile.Refusal();
    }

    public bool IsStartOf(string name) => _xml.NodeType is XmlNodeType.Element && _xml.LocalName == name;

    public bool IsEndOf(string name) => _xml.NodeType is XmlNodeType.EndElement && _xml.LocalName == name;

    public bool IsStart => _xml.NodeType is XmlNodeType.Element;

    public string Name => _xml.LocalName;

    public string Value => _xml.Value;

    /// <summary>Goes to the next attribute of an element; after the last it is back at the element.</summary>
    public bool ReadAttribute()
    {
        if (_xml.MoveToNextAttribute())
            return true;
        _xml.MoveToElement();
        return false;
    }

    /// <summary>The attribute of the element; null when it has none.</summary>
    public string? Attribute(string name) => _xml.GetAttribute(name);

    /// <summary>Reads to the end of the element, and appends its text.</summary>
    public void ReadText(TextBuffer text)
    {
        if (_xml.IsEmptyElement)
            return;
        for (var depth = _xml.Depth; Read() && (_xml.NodeType is not XmlNodeType.EndElement || _xml.Depth > depth);)
        {
            if (IsText)
                AppendPieces(text);
        }
    }

    /// <summary>Reads to the end of an element of formatted text, and appends its text: not how it is pronounced, which Japanese cells have.</summary>
    public void ReadRichText(TextBuffer text)
    {
        if (_xml.IsEmptyElement)
            return;
        for (var depth = _xml.Depth; Read() && (_xml.NodeType is not XmlNodeType.EndElement || _xml.Depth > depth);)
        {
            if (IsStartOf("t"))
                ReadText(text);
            else if (IsStartOf("rPh"))
                Skip();
        }
    }

    /// <summary>Reads to the end of the element.</summary>
    public void Skip()
    {
        if (_xml.IsEmptyElement)
            return;
        for (var depth = _xml.Depth; Read() && (_xml.NodeType is not XmlNodeType.EndElement || _xml.Depth > depth);)
        {
        }
    }

    private void AppendPieces(TextBuffer text)
    {
        while (_xml.ReadValueChunk(_piece, 0, _piece.Length) is var read and > 0)
            text.Append(_piece.AsSpan(0, read));
    }
}
