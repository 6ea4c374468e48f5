using System.Globalization;

namespace Workforce.Faults.Nation;

/// <summary>A worker with one contract, both with ids that grow as an import's do.</summary>
public readonly record struct Person(Guid WorkerId, Guid ContractId, Guid UnitId, string Nik, string Name)
{
    /// <summary>How every name begins.</summary>
    public const string NameBegins = "Pekerja Kontrak ";

    private const int OneInThisManyContinues = 16;

    /// <summary>Whether the worker has a next contract too, where a night is filled with these (<see cref="Fill.StoreNextAsync"/>).</summary>
    public bool Continues => ContractId.ToByteArray()[^1] % OneInThisManyContinues == 0;

    /// <summary>The next contract's id.</summary>
    public Guid NextContractId
    {
        get
        {
            var bytes = ContractId.ToByteArray();
            bytes[^2] ^= 0xFF;
            return new Guid(bytes);
        }
    }

    /// <summary>Every other next contract is with a vendor, and this is its id.</summary>
    public Guid? NextVendorId => ContractId.ToByteArray()[^2] % 2 == 0 ? UnitId : null;

    /// <summary>The workers of a government, in the order of its register: those of all units mixed, larger units more often.</summary>
    public static IEnumerable<Person> Of(Government government)
    {
        var random = new Random(government.Number);
        var ids = new SeededIds(Governments.All + government.Number);
        for (var row = 0; row < government.Contracts; row++)
        {
            var unit = (int)(government.Units.Count * Math.Pow(random.NextDouble(), 2));
            yield return new Person(
                ids.Next(), ids.Next(), government.Units[unit],
                string.Create(CultureInfo.InvariantCulture, $"{government.Number:0000}{row:000000000000}"),
                string.Create(CultureInfo.InvariantCulture, $"{NameBegins}{government.Number}-{row}"));
        }
    }
}
