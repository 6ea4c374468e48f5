using Workforce.Testing;

namespace Workforce.Registry.Tests.Import;

/// <summary>What a workbook is made of when it is a register.</summary>
internal static class RegisterWorkbook
{
    extension(WorkbookFile file)
    {
        /// <summary>With the register's header in row 1.</summary>
        public static WorkbookFile OfRegister(params IEnumerable<string> rows) => WorkbookFile.Of(rows.Prepend(WorkbookFile.Header(1)));

        public static string Header(int row) => WorkbookFile.Row(row, RegisterLine.Header.Split(';').Select(WorkbookFile.Text));

        /// <summary>A row of the register, with some cells written otherwise.</summary>
        public static string Line(int row, RegisterLine line, params (string Title, string Cell)[] cells) =>
            WorkbookFile.Line(row, line, "", cells);

        public static string Line(int row, RegisterLine line, string attributes, params (string Title, string Cell)[] cells)
        {
            var titles = RegisterLine.Header.Split(';');
            var texts = line.ToString().Split(';').Select(WorkbookFile.Text).ToArray();
            foreach (var (title, cell) in cells)
                texts[Array.IndexOf(titles, title)] = cell;
            return WorkbookFile.Row(row, texts, attributes);
        }

        /// <summary>With a second sheet that has the same columns.</summary>
        public WorkbookFile WithSecond(string name, string rows, string attributes = "") =>
            file.WithSecond(name, [WorkbookFile.Header(1), rows], attributes);
    }
}
