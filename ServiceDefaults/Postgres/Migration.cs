using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Workforce.ServiceDefaults.Postgres;

/// <summary>A file <c>Migrations/NNNN_name.sql</c> as it was embedded into its assembly.</summary>
/// <param name="Name">As the database records it: <c>Contract/0001_cities_and_policies</c>.</param>
public sealed record Migration(string Name, string Sql)
{
    private const string Folder = ".Migrations.";

    /// <summary>SHA-256 of the text in hexadecimal digits; a checkout with other line ends has the same.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All of an assembly, in their order.</summary>
    public static IEnumerable<Migration> In(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.Contains(Folder, StringComparison.Ordinal)
        orderby resource
        select new Migration($"{assembly.GetName().Name}/{FileOf(resource)}", Read(assembly, resource));

    private static string FileOf(string resource) =>
        Path.GetFileNameWithoutExtension(resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..]);

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
