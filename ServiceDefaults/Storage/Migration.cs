using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>A file <c>Storage/Migrations/NNNN_name.sql</c> as it was embedded into its assembly.</summary>
/// <param name="Name">The resource's, by which the database remembers it.</param>
/// <param name="Sql">Its statements.</param>
internal sealed record Migration(string Name, string Sql)
{
    /// <summary>SHA-256 of the text in hexadecimal digits; a checkout with other line ends has the same.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>All of an assembly, in their order.</summary>
    public static IEnumerable<Migration> In(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.Contains(".Storage.Migrations.", StringComparison.Ordinal)
        orderby resource
        select new Migration(resource, Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
