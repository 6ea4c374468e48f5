using System.Globalization;

namespace Workforce.Faults.Nation;

/// <summary>A worker with one contract, both with ids that grow as an import's do.</summary>
public readonly record struct Person(Guid WorkerId, Guid ContractId, Guid UnitId, string Nik, string Name)
{
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
                string.Create(CultureInfo.InvariantCulture, $"Pekerja Kontrak {government.Number}-{row}"));
        }
    }
}
