using Workforce.Registry.Appointments;
using Workforce.Registry.Rules;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Cities;

/// <summary>What must change so that a registered city is as declared. What is not declared stays: contracts refer to it.</summary>
/// <param name="City">As it will be; its version has grown if anything changes.</param>
/// <param name="CityChanged">Whether the city itself is new or has another name or zone.</param>
/// <param name="Units">Units that are new or differ, as they will be.</param>
/// <param name="Vendors">Vendors that are new or are spelled differently, as they will be.</param>
/// <param name="Offices">Offices that are new or differ, as they will be: those of heads, and those beside the units.</param>
/// <param name="Heads">Heads that are new, or of whom another identity is known.</param>
/// <param name="GivesRole">The first of the changes, in words, by which a person gets or loses a role; null when none does.</param>
/// <param name="NationalExport">Rules of the national export that are new or differ; null when none are.</param>
/// <param name="UnitsAfterwards">How many units the city then has.</param>
public sealed record CityChange(
    City City, bool CityChanged, IReadOnlyList<WorkUnit> Units, IReadOnlyList<Vendor> Vendors, IReadOnlyList<Office> Offices,
    IReadOnlyList<DeclaredHead> Heads, string? GivesRole, NationalRules? NationalExport, int UnitsAfterwards)
{
    /// <summary>Rows that are added or changed.</summary>
    public int Count => (CityChanged ? 1 : 0) + Units.Count + Vendors.Count + Offices.Count(office => office.UnitId is null) + (NationalExport is null ? 0 : 1);

    /// <param name="declared">A checked declaration.</param>
    /// <param name="stored">The city as registered; version 0 when it is new.</param>
    /// <param name="storedUnits">All its units.</param>
    /// <param name="storedVendors">All its vendors.</param>
    /// <param name="storedOffices">All its offices.</param>
    /// <param name="storedRules">Of its national export, those of the declared day.</param>
    /// <exception cref="InvalidInputException">Two units would have one name.</exception>
    public static CityChange Between(
        CityDeclaration declared, City stored, IReadOnlyList<WorkUnit> storedUnits, IReadOnlyList<Vendor> storedVendors, IReadOnlyList<Office> storedOffices,
        NationalRules? storedRules)
    {
        var units = ChangedUnits(declared, stored.Id, storedUnits);
        RefuseSharedNames(declared, storedUnits);
        var vendors = ChangedVendors(declared, storedVendors);
        var cityChanged = stored.Version == 0 || stored.Name != declared.Name || stored.TimeZone != declared.TimeZone
            || stored.PurposeRequired != declared.PurposeRequired || stored.PaperRequired != declared.PaperRequired;
        var offices = ChangedOffices(declared, units, storedOffices);
        RefuseOfficesOfHeads(declared, storedOffices);
        RefuseUnitsOfOffices(declared, storedOffices);
        RefuseUnknownSuperiors(declared, storedOffices);
        var rules = Equals(declared.NationalExport, storedRules) ? null : declared.NationalExport;
        var changes = cityChanged || units.Count > 0 || vendors.Count > 0 || offices.Count > 0 || rules is not null;
        var city = stored with
        {
            Name = declared.Name,
            TimeZone = declared.TimeZone,
            PurposeRequired = declared.PurposeRequired,
            PaperRequired = declared.PaperRequired,
            Version = changes ? stored.Version + 1 : stored.Version,
        };
        var before = storedUnits.ToDictionary(unit => unit.Id);
        return new CityChange(
            city, cityChanged, units, vendors, offices,
            [.. units.Where(unit => before.GetValueOrDefault(unit.Id)?.Head is not { } head || head.Id != unit.Head.Id || head.Subject != unit.Head.Subject)
                .Select(unit => new DeclaredHead(unit.Code, unit.Head.Name, unit.Head.Subject))],
            RoleGivenBy(units, before, offices, storedOffices), rules,
            storedUnits.Count + units.Count(unit => !before.ContainsKey(unit.Id)));
    }

    private static List<WorkUnit> ChangedUnits(CityDeclaration declared, Guid cityId, IReadOnlyList<WorkUnit> stored)
    {
        var byCode = stored.ToDictionary(unit => unit.Code);
        var changed = new List<WorkUnit>();
        foreach (var unit in declared.Units)
        {
            var before = byCode.GetValueOrDefault(unit.Code);
            var id = before?.Id ?? Guid.CreateVersion7();
            var after = new WorkUnit(
                id, cityId, unit.Code, unit.Name, unit.Aliases, unit.Kind,
                UnitHead.Of(id, unit.HeadName, unit.HeadTitle, unit.HeadSubject), unit.Superior);
            if (!after.Equals(before))
                changed.Add(after);
        }
        return changed;
    }

    private static List<Vendor> ChangedVendors(CityDeclaration declared, IReadOnlyList<Vendor> stored)
    {
        var byKey = stored.ToDictionary(vendor => Spelling.Key(vendor.Name));
        return [.. declared.Vendors
            .Select(name => new Vendor(byKey.GetValueOrDefault(Spelling.Key(name))?.Id ?? Guid.CreateVersion7(), name))
            .Where(vendor => vendor != byKey.GetValueOrDefault(Spelling.Key(vendor.Name)))];
    }

    private static List<Office> ChangedOffices(CityDeclaration declared, List<WorkUnit> changedUnits, IReadOnlyList<Office> stored)
    {
        var byCode = stored.ToDictionary(office => office.Code);
        return [.. changedUnits.Select(unit => new Office(unit.Code, unit.Head.Title, unit.Id, unit.Superior, Signs: byCode.GetValueOrDefault(unit.Code)?.Signs ?? false))
            .Concat(declared.Offices)
            .Where(office => office != byCode.GetValueOrDefault(office.Code))];
    }

    private static string? RoleGivenBy(
        List<WorkUnit> units, Dictionary<Guid, WorkUnit> unitsBefore, List<Office> offices, IReadOnlyList<Office> officesBefore)
    {
        if (units.FirstOrDefault(unit => unitsBefore.GetValueOrDefault(unit.Id)?.Head is { } head ? (head.Id, head.Subject) != (unit.Head.Id, unit.Head.Subject) : unit.Head.Subject.Length > 0) is { } appointed)
            return $"{appointed.Code} gets another head, or its head another identity";
        var stored = officesBefore.ToDictionary(office => office.Code);
        return offices.FirstOrDefault(office => (office.Signs, office.Superior) != (stored.GetValueOrDefault(office.Code) is { } before ? (before.Signs, before.Superior) : (false, ""))) is { } changed
            ? $"the office {changed.Code} gets another superior or signs"
            : null;
    }

    // The head's office of a unit that is not declared again would become one beside the units.
    private static void RefuseOfficesOfHeads(CityDeclaration declared, IReadOnlyList<Office> stored)
    {
        var ofHeads = stored.Where(office => office.UnitId is not null).Select(office => office.Code).ToHashSet();
        for (var i = 0; i < declared.Offices.Count; i++)
            if (ofHeads.Contains(declared.Offices[i].Code))
                throw new InvalidInputException($"offices[{i}].code", declared.Offices[i].Code, "is the code of a unit, which its head's office has");
    }

    // Its holder would become the head of the unit, or lose the office to whom the declaration names.
    private static void RefuseUnitsOfOffices(CityDeclaration declared, IReadOnlyList<Office> stored)
    {
        var besideUnits = stored.Where(office => office.UnitId is null).Select(office => office.Code).ToHashSet();
        for (var i = 0; i < declared.Units.Count; i++)
            if (besideUnits.Contains(declared.Units[i].Code))
                throw new InvalidInputException($"work_units[{i}].code", declared.Units[i].Code, "is the code of an office beside the units: give the unit another");
    }

    private static void RefuseUnknownSuperiors(CityDeclaration declared, IReadOnlyList<Office> stored)
    {
        var known = stored.Select(office => office.Code).Concat(declared.Units.Select(unit => unit.Code)).Concat(declared.Offices.Select(office => office.Code)).ToHashSet();
        IEnumerable<(string Field, string Superior)> named =
        [
            .. declared.Units.Select((unit, i) => ($"work_units[{i}].superior", unit.Superior)),
            .. declared.Offices.Select((office, i) => ($"offices[{i}].superior", office.Superior)),
        ];
        foreach (var (field, superior) in named)
            if (superior.Length > 0 && !known.Contains(superior))
                throw new InvalidInputException(field, superior, "is the code of no office");
    }

    private static void RefuseSharedNames(CityDeclaration declared, IReadOnlyList<WorkUnit> stored)
    {
        var owners = new Dictionary<string, string>();
        var redeclared = declared.Units.Select(unit => unit.Code).ToHashSet();
        foreach (var unit in stored.Where(unit => !redeclared.Contains(unit.Code)))
        {
            foreach (var name in unit.AllNames)
                owners.TryAdd(Spelling.Key(name), unit.Code);
        }
        for (var i = 0; i < declared.Units.Count; i++)
        {
            foreach (var (field, name) in NamesOf(declared.Units[i]))
            {
                var owner = owners.GetValueOrDefault(Spelling.Key(name));
                if (owner is not null && owner != declared.Units[i].Code)
                    throw new InvalidInputException($"work_units[{i}].{field}", name, $"already names the unit '{owner}'");
                owners[Spelling.Key(name)] = declared.Units[i].Code;
            }
        }
    }

    private static IEnumerable<(string Field, string Name)> NamesOf(UnitDeclaration unit) =>
        [("code", unit.Code), ("name", unit.Name), .. unit.Aliases.Select((alias, i) => ($"aliases[{i}]", alias))];
}
