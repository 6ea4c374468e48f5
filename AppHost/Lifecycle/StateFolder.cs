using System.Security.Cryptography;
using System.Text.Json;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// The one folder that has everything a running system keeps: data, logs, passwords, and where the system is reached.
/// One application host at a time may use it: <see cref="Lock"/>.
/// </summary>
public sealed class StateFolder(string path) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const string Passwords = "passwords.json";

    private readonly Lock _keeping = new(); // servers start side by side
    private FileStream? _lock;

    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Takes the folder for this process until it is disposed, or the process ends however.</summary>
    /// <exception cref="StateFolderInUseException">Another process has it.</exception>
    public void Lock()
    {
        Directory.CreateDirectory(FullPath);
        var file = PathOf("lock");
        try
        {
            _lock ??= new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StateFolderInUseException(FullPath);
        }
    }

    public string PathOf(string name) => Path.Combine(FullPath, name);

    /// <summary>The password of this name, made the first time and kept: 32 hexadecimal digits.</summary>
    public string GetPassword(string name)
    {
        lock (_keeping)
        {
            var kept = ReadPasswords();
            if (kept.TryGetValue(name, out var password))
                return password;
            kept[name] = RandomNumberGenerator.GetHexString(32, lowercase: true);
            WriteFile(Passwords, JsonSerializer.SerializeToUtf8Bytes(kept));
            return kept[name];
        }
    }

    /// <summary>Writes a file that is either whole or not there, for the owner's eyes only.</summary>
    public void WriteFile(string name, byte[] content)
    {
        Directory.CreateDirectory(FullPath);
        var draft = PathOf($"{name}.{Environment.ProcessId}");
        var creation = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            creation.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(draft, creation))
            file.Write(content);
        File.Move(draft, PathOf(name), overwrite: true);
    }

    public void Dispose() => _lock?.Dispose();

    private SortedDictionary<string, string> ReadPasswords() => File.Exists(PathOf(Passwords))
        ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(PathOf(Passwords)))!
        : [];
}

/// <summary>Another application host runs on the same folder.</summary>
public sealed class StateFolderInUseException(string path)
    : DistributedApplicationException($"Another AppHost already runs on {path}: stop it first, or choose another folder with State:Folder.");
