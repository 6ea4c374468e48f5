using System.Buffers;
using System.Globalization;

namespace Workforce.Spreadsheets;

/// <summary>A file that is kept on disk while it is read or written, for an archive is read from its end, and what is written leaves as a whole.</summary>
public static class SpoolFile
{
    private const int Piece = 64 * 1024;

    /// <returns>At its beginning. It is readable by the service's user alone, and has no name: whatever ends the process ends it too.</returns>
    /// <exception cref="UnreadableFileException">It is larger than the limit.</exception>
    /// <exception cref="NoRoomException">The disk is full, or the folder cannot be written to.</exception>
    internal static async ValueTask<FileStream> KeepAsync(Stream file, TableLimits limits, CancellationToken cancellation)
    {
        var kept = Create(limits.SpoolFolder);
        try
        {
            await CopyAsync(file, kept, limits.FileBytes, cancellation);
            kept.Position = 0;
            return kept;
        }
        catch
        {
            await DiscardAsync(kept);
            throw;
        }
    }

    /// <returns>Empty, to be written and then read; readable by the service's user alone, without a name.</returns>
    /// <exception cref="NoRoomException">The folder cannot be written to.</exception>
    public static FileStream Create(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = Piece,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            var kept = new FileStream(Path.Combine(folder, $"workforce-spool-{Guid.NewGuid():N}"), options);
            if (!OperatingSystem.IsWindows())
                File.Delete(kept.Name);
            return kept;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new NoRoomException($"the service cannot keep the file in '{folder}': it cannot write there", fault);
        }
    }

    private static async Task CopyAsync(Stream file, FileStream kept, long most, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            var length = 0L;
            while (await file.ReadAsync(buffer.AsMemory(0, Piece), cancellation) is var read and > 0)
            {
                length += read;
                if (length > most)
                    throw new UnreadableFileException(string.Create(
                        CultureInfo.InvariantCulture, $"the file is larger than {most:N0} bytes; divide it, or save the sheet as CSV UTF-8"));
                await WriteAsync(kept, buffer.AsMemory(0, read), cancellation);
            }
            await WriteAsync(kept, ReadOnlyMemory<byte>.Empty, cancellation);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Writes a piece; an empty one writes what is still buffered.</summary>
    private static async ValueTask WriteAsync(FileStream kept, ReadOnlyMemory<byte> piece, CancellationToken cancellation)
    {
        try
        {
            if (piece.IsEmpty)
                await kept.FlushAsync(cancellation);
            else
                await kept.WriteAsync(piece, cancellation);
        }
        catch (IOException fault)
        {
            throw new NoRoomException("the service has no room to keep the file while it is read: its disk is full", fault);
        }
    }

    // A disk that is full fails the flush of closing it too, which must not hide why it is closed.
    private static async ValueTask DiscardAsync(FileStream kept)
    {
        try
        {
            await kept.DisposeAsync();
        }
        catch (IOException)
        {
        }
    }
}
