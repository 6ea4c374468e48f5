using Workforce.Cli.Errors;

namespace Workforce.Cli.Registers;

/// <summary>A register file as a clerk names it, opened. What kind of file it is, Registry tells.</summary>
public static class RegisterSource
{
    /// <summary>In place of a path: standard input.</summary>
    public const string StandardInput = "-";

    private const int CopyBuffer = 64 * 1024;

    /// <returns>The file, which can be read again from its beginning: a pipe is kept in a temporary file until it is closed.</returns>
    /// <exception cref="BadInputException">The file is missing, unreadable or empty.</exception>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellation)
    {
        if (path.Length == 0)
            throw new BadInputException("'' names no file");
        // A named pipe opens once a program writes into it, which may be never.
        var file = path == StandardInput
            ? await KeepAsync(Console.OpenStandardInput(), cancellation)
            : await Task.Run(() => OpenAny(path), cancellation).WaitAsync(cancellation);
        try
        {
            if (!file.CanSeek)
            {
                await using var pipe = file;
                file = await KeepAsync(pipe, cancellation);
            }
            if (file.Length == 0)
                throw new BadInputException($"{(path == StandardInput ? "standard input" : $"'{path}'")} is empty; an .xlsx or CSV file with a header is expected");
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
}
