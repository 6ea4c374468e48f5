using System.Globalization;
using System.Security;
using System.Xml;
using Workforce.Registry.Tests.Import;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>A workbook that any program may write, from a seed: good rows, of which most have cells of any type and value instead.</summary>
internal sealed class RandomWorkbook
{
    private const int Rows = 20;
    private const string Region = "537105";

    private static readonly string[] Values =
    [
        "", " ", "-", "nihil", "#REF!", "=1+1", "31/12/2020", "2020-12-31", "31 Februari 2020", "44196", "P", "L", "Damkar", "Rp 1.250.000,00", "-1", "1,5",
        "5371015205900001", "'5371015205900002", "3.57E+15", "Maria \"Bano\"", "a;b\tc\nd", "\u00a0\u200b", "\ud83d\ude00", "_x0000_", "_xD800_", "&<>", new('x', 300),
    ];

    private static readonly string[] Numbers = ["0", "-0", "1", "44196", "44196.99999", "59", "60", "1E300", "-1E-300", "NaN", "Infinity", "1e", "5371015205900001", "2958466", "0.5", "٣"];

    private static readonly string[] Types = ["s", "str", "inlineStr", "b", "e", "d", "n", "?"];

    private readonly Random _random;
    private readonly Dictionary<int, RegisterLine> _lines = [];
    private readonly HashSet<int> _changed = [];

    public RandomWorkbook(int seed)
    {
        _random = new Random(seed);
        var number = 1;
        var rows = new List<string>();
        for (var row = 1; row <= Rows; row++)
        {
            number += _random.Next(10) == 0 ? _random.Next(2, 1_000) : 1;
            _lines.Add(number, MarkedLine.Of(row, Region));
            rows.Add(RowOf(number));
        }
        File = WorkbookFile.OfRegister(rows)
            .With(WorkbookFile.Texts, WorkbookFile.Shared(Values.Select(value => $"<t xml:space=\"preserve\">{SecurityElement.Escape(value)}</t>"))).ToBytes();
    }

    public byte[] File { get; }

    /// <summary>All rows by their numbers, as they were before cells of theirs were changed.</summary>
    public IReadOnlyDictionary<int, RegisterLine> Lines => _lines;

    /// <summary>Rows that are good still.</summary>
    public IEnumerable<KeyValuePair<int, RegisterLine>> GoodLines => _lines.Where(line => !_changed.Contains(line.Key));

    private string RowOf(int number)
    {
        var titles = RegisterLine.Header.Split(';');
        var cells = Enumerable.Range(0, _random.Next(4)).Select(_ => (titles[_random.Next(1, titles.Length)], CellOf())).ToArray();
        if (cells.Length > 0)
            _changed.Add(number);
        return WorkbookFile.Line(number, _lines[number], _random.Next(8) == 0 ? "hidden=\"1\"" : "", cells);
    }

    private string CellOf() => _random.Next(6) switch
    {
        0 => WorkbookFile.Text(Values[_random.Next(Values.Length)]),
        1 => WorkbookFile.Typed("s", _random.Next(Values.Length + 1).ToString(CultureInfo.InvariantCulture)),
        2 => WorkbookFile.Number(Numbers[_random.Next(Numbers.Length)], _random.Next(8)),
        3 => WorkbookFile.Typed(Types[_random.Next(Types.Length)], Numbers[_random.Next(Numbers.Length)]),
        4 => WorkbookFile.Text($"a{Letter()}b"),
        _ => "<c><f>A1</f></c>",
    };

    // One that XML can hold, half of them of one byte.
    private char Letter()
    {
        while (true)
        {
            var letter = (char)_random.Next(_random.Next(2) == 0 ? 0x100 : 0x10000);
            if (XmlConvert.IsXmlChar(letter))
                return letter;
        }
    }
}
