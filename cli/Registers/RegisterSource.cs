using Workforce.Cli.Errors;

namespace Workforce.Cli.Registers;

/// <summary>Opens a register file, and refuses one that is no CSV before anything is sent.</summary>
public static class RegisterSource
{
    private const int Sample = 4096;

    private static readonly (byte[] Start, string Kind)[] OtherFormats =
    [
        ("PK\u0003\u0004"u8.ToArray(), "an Excel workbook or another archive; save the sheet as CSV (UTF-8)"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook; save the sheet as CSV (UTF-8)"),
        ("%PDF"u8.ToArray(), "a PDF; a CSV (UTF-8) is expected"),
        ([0xFF, 0xFE], "text in UTF-16; save it as CSV (UTF-8)"),
        ([0xFE, 0xFF], "text in UTF-16; save it as CSV (UTF-8)"),
    ];

    /// <exception cref="BadInputException">The file is missing, unreadable, empty, or not text.</exception>
    public static FileStream Open(string path)
    {
        var file = OpenAny(path);
        try
        {
            if (!file.CanSeek)
                throw new BadInputException($"'{path}' is a pipe; a CSV file is expected");
            Check(file, path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static FileStream OpenAny(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadInputException($"'{path}': there is no such file");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(Directory.Exists(path) ? $"'{path}' is a folder; a CSV file is expected" : $"'{path}' cannot be read: {fault.Message}");
        }
    }

    private static void Check(FileStream file, string path)
    {
        var buffer = new byte[Sample];
        var start = buffer.AsSpan(0, file.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false));
        file.Position = 0;
        if (start.IsEmpty)
            throw new BadInputException($"'{path}' is empty; a CSV file with a header is expected");
        foreach (var (mark, kind) in OtherFormats)
        {
            if (start.StartsWith(mark))
                throw new BadInputException($"'{path}' is {kind}");
        }

        if (start.Contains((byte)0))
            throw new BadInputException($"'{path}' is not text; a CSV file (UTF-8) is expected");
    }
}
