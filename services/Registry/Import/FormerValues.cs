using System.Globalization;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Time;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import;

/// <summary>
/// What the register had of workers and contracts before corrections (pembetulan). A file that says so still is older than the correction,
/// or was written by who does not know of it: it must not take the correction back.
/// </summary>
/// <param name="values">The latest correction first.</param>
public sealed class FormerValues(IReadOnlyCollection<FormerValue> values)
{
    private readonly ILookup<Guid, FormerValue> _ofContract =
        values.Where(value => value.ContractId is not null).ToLookup(value => value.ContractId!.Value);

    private readonly ILookup<Guid, FormerValue> _ofWorker = values.Where(value => value.ContractId is null).ToLookup(value => value.Worker.Id);

    private readonly ILookup<string, FormerValue> _byNik =
        values.Where(value => value.Field is CorrectedField.Nik).ToLookup(value => value.Before, StringComparer.Ordinal);

    /// <summary>
    /// The correction of the NIK by which a row has its worker: the row has the worker's birth date, and the present name or a former one; null
    /// when there is none. A namesake may have the NIK rightly.
    /// </summary>
    public FormerValue? NikOf(RegisterRow row)
    {
        var name = Spelling.Key(row.Worker.Name);
        return _byNik[row.Nik.Digits].FirstOrDefault(value => value.Worker.Nik != row.Nik.Digits && value.Worker.BirthDate == row.Worker.BirthDate
            && (Spelling.Key(value.Worker.Name) == name || _ofWorker[value.Worker.Id].Any(one => one.Field is CorrectedField.Name && Spelling.Key(one.Before) == name)));
    }

    /// <summary>The correction of a NIK that a worker had; null when it is the present one, or never was the worker's.</summary>
    public FormerValue? NikOf(Guid workerId, string stored, string said) =>
        said == stored ? null : _ofWorker[workerId].FirstOrDefault(value => value.Field is CorrectedField.Nik && value.Before == said);

    /// <summary>The correction of a name that a worker had; null when it is the present one, or never was the worker's.</summary>
    public FormerValue? NameOf(Guid workerId, string stored, string said) =>
        _ofWorker[workerId].FirstOrDefault(value => value.Field is CorrectedField.Name && value.Was(stored, said));

    /// <summary>
    /// The correction of unit or days by which a row has the contract; null when it is not by those that the contract had. The decree that it
    /// has now tells it from another contract of those days, for example the next one, whose days this one had by mistake.
    /// </summary>
    public FormerValue? TermsOf(ContractRecord contract, RegisterRow row)
    {
        if (contract.Details.DecreeNumber != row.Details.DecreeNumber)
            return null;
        var terms = contract.Terms;
        foreach (var value in _ofContract[contract.Id])
        {
            terms = value.Over(terms);
            if (terms == row.Terms)
                return value;
        }
        return null;
    }

    /// <summary>The correction of the position that a row has of a contract; null when the contract has it, or never had.</summary>
    public FormerValue? PositionOf(ContractRecord contract, RegisterRow row) =>
        _ofContract[contract.Id].FirstOrDefault(value =>
            value.Field is CorrectedField.Position && value.Was(contract.Details.Position, row.Details.Position));

    /// <summary>The correction of the wage that a row has of a contract, likewise.</summary>
    public FormerValue? WageOf(ContractRecord contract, RegisterRow row)
    {
        var said = row.Over(contract.Details).MonthlyWage;
        return said == contract.Details.MonthlyWage
            ? null
            : _ofContract[contract.Id].FirstOrDefault(value => value.Field is CorrectedField.MonthlyWage && value.Rupiah == said);
    }
}

/// <summary>One field before a correction.</summary>
/// <param name="Worker">As the register has it now.</param>
/// <param name="ContractId">Null of what is the worker's.</param>
/// <param name="Before">As the history keeps it.</param>
/// <param name="UnitId">Of a former unit.</param>
/// <param name="At">When it was corrected, UTC.</param>
public sealed record FormerValue(CorrectedWorker Worker, Guid? ContractId, CorrectedField Field, string Before, Guid? UnitId, DateTime At)
{
    /// <summary>Of a former wage; null where there was none.</summary>
    public long? Rupiah => Before.Length == 0 ? null : long.Parse(Before, CultureInfo.InvariantCulture);

    /// <summary>The terms as they were before.</summary>
    public ContractTerms Over(ContractTerms later) => Field switch
    {
        CorrectedField.FirstDay => later with { Period = later.Period with { FirstDay = Day } },
        CorrectedField.LastDay => later with { Period = later.Period with { LastDay = Day } },
        CorrectedField.Unit => later with { UnitId = UnitId ?? later.UnitId },
        _ => later,
    };

    /// <summary>Whether a text is this one and not the stored one. Another letter case says the same, unless that is what was corrected.</summary>
    public bool Was(string stored, string said) => said != stored
        && (said == Before || (Spelling.Key(said) == Spelling.Key(Before) && Spelling.Key(said) != Spelling.Key(stored)));

    private DateOnly Day => CityDay.FromIso(Before);
}

/// <summary>A worker of whom, or of whose contracts, something was corrected.</summary>
/// <param name="CityId">Of the latest contract.</param>
public sealed record CorrectedWorker(Guid Id, Guid CityId, string Name, string Nik, DateOnly BirthDate);
