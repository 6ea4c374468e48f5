using Workforce.Cli.Errors;

namespace Workforce.Cli.Registers;

/// <summary>A register file as a clerk names it: opened, and refused before anything is sent when it is neither CSV nor a workbook.</summary>
public static class RegisterSource
{
    /// <summary>In place of a path: standard input.</summary>
    public const string StandardInput = "-";

    private const int Sample = 4096;
    private const int CopyBuffer = 64 * 1024;

    private static readonly byte[][] Utf16Marks = [[0xFF, 0xFE], [0xFE, 0xFF]];

    private static readonly (byte[] Start, string Kind)[] OtherFormats =
    [
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel workbook (.xls), or one with a password; save it as .xlsx without a password, or as CSV (UTF-8)"),
        ("%PDF"u8.ToArray(), "a PDF; an .xlsx or CSV (UTF-8) file is expected"),
    ];

    private static ReadOnlySpan<byte> Workbook => "PK\u0003\u0004"u8;

    /// <param name="sheet">That is to be read of it; null for its first, or when it has none.</param>
    /// <returns>The file, which can be read again from its beginning: a pipe is kept in a temporary file until it is closed.</returns>
    /// <exception cref="BadInputException">The file is missing, unreadable, empty, neither text nor a workbook, or has no sheets.</exception>
    public static async Task<FileStream> OpenAsync(string path, string? sheet, CancellationToken cancellation)
    {
        var file = path == StandardInput ? await KeepAsync(Console.OpenStandardInput(), cancellation) : OpenAny(path);
        try
        {
            if (!file.CanSeek)
            {
                await using var pipe = file;
                file = await KeepAsync(pipe, cancellation);
            }
            Check(file, path == StandardInput ? "standard input" : $"'{path}'", sheet);
            return file;
        }
        catch
        {
            await file.DisposeAsync();
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
            throw new BadInputException(Directory.Exists(path) ? $"'{path}' is a folder; an .xlsx or CSV file is expected" : $"'{path}' cannot be read: {fault.Message}");
        }
    }

    // Readable by the user alone, and gone when it is closed, also by a crash: the file has no name left.
    private static async Task<FileStream> KeepAsync(Stream pipe, CancellationToken cancellation)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var kept = new FileStream(Path.Combine(Path.GetTempPath(), $"workforce-{Guid.NewGuid():N}"), options);
        if (!OperatingSystem.IsWindows())
            File.Delete(kept.Name);
        await pipe.CopyToAsync(kept, CopyBuffer, cancellation);
        kept.Position = 0;
        return kept;
    }

    private static void Check(FileStream file, string name, string? sheet)
    {
        var buffer = new byte[Sample];
        var start = buffer.AsSpan(0, file.ReadAtLeast(buffer, Sample, throwOnEndOfStream: false));
        file.Position = 0;
        if (start.IsEmpty)
            throw new BadInputException($"{name} is empty; an .xlsx or CSV file with a header is expected");
        if (start.StartsWith(Workbook))
            return;
        foreach (var (mark, kind) in OtherFormats)
        {
            if (start.StartsWith(mark))
                throw new BadInputException($"{name} is {kind}");
        }

        if (start.Contains((byte)0) && !IsUtf16(start))
            throw new BadInputException($"{name} is neither a workbook (.xlsx) nor text; a CSV file is UTF-8, or UTF-16 with its mark");
        if (sheet is not null)
            throw new BadInputException($"--sheet names a sheet of a workbook (.xlsx), and {name} is CSV, which has none");
    }

    private static bool IsUtf16(ReadOnlySpan<byte> start)
    {
        foreach (var mark in Utf16Marks)
        {
            if (start.StartsWith(mark))
                return true;
        }
        return false;
    }
}
