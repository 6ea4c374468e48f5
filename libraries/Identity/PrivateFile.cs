namespace Workforce.Identity;

/// <summary>Writes files that only their owner may read: keys, tokens, passwords, addresses with them, and personal data.</summary>
public static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file as a whole: who reads it at the same time sees what was there before or all of this.</summary>
    /// <exception cref="IOException">It cannot be written, or exists and is not to be overwritten.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        using (var file = Create(draft, FileMode.Create))
            file.Write(content);
        try
        {
            File.Move(draft, path, overwrite);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>Opens a new file, to be written.</summary>
    /// <exception cref="IOException">It cannot be created.</exception>
    public static FileStream Create(string path, FileMode mode)
    {
        var creation = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = OwnerOnly;
        return new FileStream(path, creation);
    }
}
