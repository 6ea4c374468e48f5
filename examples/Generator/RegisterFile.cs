using CsvHelper;

namespace Workforce.Generator;

/// <summary>Writes a register as a CSV file: UTF-8 without BOM, commas, one line feed a row.</summary>
public static class RegisterFile
{
    /// <summary>Streams, so that a city of millions needs no more memory than a village.</summary>
    public static void Write(Stream output, RegisterRecipe recipe)
    {
        using var csv = CsvWriter.Create(output, CsvWriterOptions.Default with { NewLine = "\n" }, leaveOpen: true);
        csv.WriteRecords(new InventedWorkers(recipe).Rows());
    }
}
