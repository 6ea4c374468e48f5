using Workforce.Cli.Errors;
using Workforce.Identity;

namespace Workforce.Cli.Registers;

/// <summary>
/// A file with personal data while it is written: only its owner may read it, and it has its name once it is whole. A draft that does not
/// get there is deleted.
/// </summary>
public sealed class DraftFile : IDisposable
{
    private readonly string _path;
    private readonly bool _overwrite;
    private readonly FileStream _draft;

    private DraftFile(string path, bool overwrite, FileStream draft) => (_path, _overwrite, _draft) = (path, overwrite, draft);

    /// <summary>Before anything is asked for, so that no export is made that cannot be kept.</summary>
    /// <param name="option">That names the file.</param>
    /// <exception cref="BadInputException">It exists and is not to be overwritten, or cannot be written.</exception>
    public static DraftFile Create(string option, string path, bool overwrite)
    {
        if (path.Length == 0 || Path.EndsInDirectorySeparator(path) || Directory.Exists(path))
            throw new BadInputException($"{option} '{path}' names no file");
        if (File.Exists(path) && !overwrite)
            throw Existing(path);
        try
        {
            return new DraftFile(path, overwrite, PrivateFile.Create($"{path}.{Guid.NewGuid():N}.part", FileMode.CreateNew));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{option} '{path}' cannot be written: {fault.Message}");
        }
    }

    /// <summary>Forgets what was written.</summary>
    public void Restart() => _draft.SetLength(0);

    public void Write(ReadOnlySpan<byte> bytes) => _draft.Write(bytes);

    /// <summary>Gives the file its name.</summary>
    /// <exception cref="BadInputException">Another file has it meanwhile, which is not to be overwritten.</exception>
    public void Keep()
    {
        _draft.Dispose();
        try
        {
            File.Move(_draft.Name, _path, _overwrite);
        }
        catch (IOException) when (!_overwrite && File.Exists(_path))
        {
            throw Existing(_path);
        }
    }

    public void Dispose()
    {
        _draft.Dispose();
        File.Delete(_draft.Name);
    }

    private static BadInputException Existing(string path) => new($"'{path}' exists; --force overwrites it, or name another file");
}
