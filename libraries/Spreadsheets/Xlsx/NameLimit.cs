using System.Xml;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>The names of an XML file, which its reader keeps: a file that invents ever new ones is refused.</summary>
internal sealed class NameLimit : XmlNameTable
{
    private const int Most = 5_000;

    private readonly NameTable _names = new();
    private int _count;

    public override string Add(char[] array, int offset, int length) => Get(array, offset, length) ?? Counted(_names.Add(array, offset, length));

    public override string Add(string array) => Get(array) ?? Counted(_names.Add(array));

    public override string? Get(char[] array, int offset, int length) => _names.Get(array, offset, length);

    public override string? Get(string array) => _names.Get(array);

    private string Counted(string name) => ++_count <= Most ? name : throw BrokenFile.Refusal();
}
