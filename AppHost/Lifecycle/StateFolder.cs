using System.Security.Cryptography;
using System.Text.Json;
using Workforce.Identity;

namespace Workforce.AppHost.Lifecycle;

/// <summary>
/// The folder with all that a running system keeps: data, logs, passwords, addresses. One application host at a time may use it:
/// <see cref="Lock"/>.
/// </summary>
public sealed class StateFolder(string path) : IDisposable
{
    private const string Passwords = "passwords.json";

    private readonly Lock _passwords = new(); // servers start concurrently
    private FileStream? _lock;

    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Locks the folder for this process, until this is disposed or the process ends in any way.</summary>
    /// <exception cref="StateFolderInUseException">Another process has the lock.</exception>
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

    /// <summary>Of the key by which tokens are signed and accepted in Development.</summary>
    public string SetupKeyPath => PathOf("setup-key.pem");

    public string PathOf(string name) => Path.Combine(FullPath, name);

    /// <summary>The password of this name, created at the first call and stored: 32 hexadecimal digits.</summary>
    public string GetPassword(string name)
    {
        lock (_passwords)
        {
            var stored = ReadPasswords();
            if (stored.TryGetValue(name, out var password))
                return password;
            stored[name] = RandomNumberGenerator.GetHexString(32, lowercase: true);
            WriteFile(Passwords, JsonSerializer.SerializeToUtf8Bytes(stored));
            return stored[name];
        }
    }

    /// <summary>Writes a file atomically; only its owner may read it.</summary>
    public void WriteFile(string name, byte[] content)
    {
        Directory.CreateDirectory(FullPath);
        PrivateFile.Write(PathOf(name), content, overwrite: true);
    }

    public void Dispose() => _lock?.Dispose();

    private SortedDictionary<string, string> ReadPasswords() => File.Exists(PathOf(Passwords))
        ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(PathOf(Passwords)))!
        : [];
}

/// <summary>Another application host runs on the same folder.</summary>
public sealed class StateFolderInUseException(string path)
    : DistributedApplicationException($"Another AppHost already runs on {path}: stop it first, or choose another folder with State:Folder.");
