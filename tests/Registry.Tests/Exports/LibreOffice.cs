using System.Diagnostics;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Exports;

/// <summary>LibreOffice, which opens a file and saves it, each time as a user who has never started it before.</summary>
internal static class LibreOffice
{
    /// <summary>Separator, quote, UTF-8, and all columns as text, as the dialog that opens CSV offers it.</summary>
    private static readonly string AsText = $"CSV:44,34,76,1,{string.Join('/', Enumerable.Range(1, 60).Select(column => $"{column}/2"))}";

    /// <summary>The same, with columns as they look: what looks like a number becomes one.</summary>
    private const string AsTheyLook = "CSV:44,34,76,1";

    private const string SavedCsv = "csv:Text - txt - csv (StarCalc):44,34,76,1";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <param name="from">csv or xlsx.</param>
    /// <param name="to">csv or xlsx.</param>
    /// <param name="textColumns">Whether the columns of a CSV are opened as text.</param>
    public static async Task<byte[]> SavedAsync(byte[] file, string from, string to, bool textColumns = true)
    {
        var folder = TestFolder.Create();
        try
        {
            var opened = Path.Combine(folder.FullName, $"register.{from}");
            await File.WriteAllBytesAsync(opened, file);
            var saved = Path.Combine(folder.FullName, "saved");
            string[] filter = from == "csv" ? [$"--infilter={(textColumns ? AsText : AsTheyLook)}"] : [];
            var start = new ProcessStartInfo(
                "soffice",
                [
                    $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile"))}", "--headless", "--norestore", .. filter,
                    "--convert-to", to == "csv" ? SavedCsv : to, "--outdir", saved, opened,
                ]);
            var (exitCode, output, errors) = await ProgramRun.RunAsync(start, Longest);
            var result = Path.Combine(saved, $"register.{to}");
            if (exitCode != 0 || !File.Exists(result))
                throw new InvalidOperationException($"soffice saved nothing (exit code {exitCode}): {output}{errors}");
            return await File.ReadAllBytesAsync(result);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
