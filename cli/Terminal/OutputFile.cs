using Workforce.Cli.Errors;

namespace Workforce.Cli.Terminal;

/// <summary>A file that a command writes when its work is done.</summary>
public static class OutputFile
{
    /// <summary>Before the work, so that its outcome is not lost. An existing file stays as it is, and none is created.</summary>
    /// <param name="option">That names the file.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void CheckWritable(string option, string path)
    {
        if (path.Length == 0)
            throw new BadInputException($"{option} '' names no file");
        var isNew = !File.Exists(path);
        Open(option, path, FileMode.OpenOrCreate).Dispose();
        if (isNew)
            File.Delete(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
    }

    /// <summary>Empties it, or creates it.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static FileStream Create(string option, string path) => Open(option, path, FileMode.Create);

    private static FileStream Open(string option, string path, FileMode mode)
    {
        try
        {
            // Not shared, so that a file that is being read is not overwritten, by whatever name it is called.
            return new FileStream(path, mode, FileAccess.Write, FileShare.None);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{option} '{path}' cannot be written: {fault.Message}");
        }
    }
}
