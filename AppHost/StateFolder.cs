using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Workforce.AppHost;

/// <summary>
/// The one folder that has everything a running system keeps: data, logs, passwords, ports, and where the system is reached.
/// One application host at a time may use it: <see cref="Lock"/>.
/// </summary>
public sealed class StateFolder(string path) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
    public string GetPassword(string name) =>
        Keep("passwords.json", name, (_, _) => true, _ => RandomNumberGenerator.GetHexString(32, lowercase: true));

    /// <summary>The port of this name and of no other: the former one while it is free, so that addresses last.</summary>
    public int GetPort(string name) => int.Parse(
        Keep(
            "ports.json",
            name,
            (port, others) => !others.Contains(port) && FreePorts.OfServers.Has(int.Parse(port, CultureInfo.InvariantCulture)),
            others => FreePorts.OfServers.Pick().Select(port => port.ToString(CultureInfo.InvariantCulture)).First(port => !others.Contains(port))),
        CultureInfo.InvariantCulture);

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

    private string Keep(string file, string name, Func<string, ICollection<string>, bool> isGood, Func<ICollection<string>, string> create)
    {
        lock (_keeping)
        {
            var kept = Read(file);
            kept.Remove(name, out var value);
            if (value is not null && isGood(value, kept.Values))
                return value;
            kept[name] = create(kept.Values);
            WriteFile(file, JsonSerializer.SerializeToUtf8Bytes(kept));
            return kept[name];
        }
    }

    private SortedDictionary<string, string> Read(string file) => File.Exists(PathOf(file))
        ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllBytes(PathOf(file)))!
        : [];
}

/// <summary>Another application host runs on the same folder.</summary>
public sealed class StateFolderInUseException(string path)
    : DistributedApplicationException($"Another AppHost already runs on {path}: stop it first, or choose another folder with State:Folder.");
