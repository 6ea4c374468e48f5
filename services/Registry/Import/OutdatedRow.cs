using System.Globalization;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Import;

/// <summary>What is told of a row that says what was corrected since, or withdrawn.</summary>
internal static class OutdatedRow
{
    /// <param name="cityId">Of the file: of another city's worker no more is told than that.</param>
    public static Finding OfNik(RegisterRow row, FormerValue corrected, Guid cityId) => Finding.Rejected(
        row.Row, Column.Nik, row.Nik.Digits, corrected.Worker.CityId == cityId
            ? $"the NIK of this worker was corrected on {corrected.At.ToIso()}, and ends in {corrected.Worker.Nik[^4..]} now; correct the row"
            : $"the NIK of a worker of this name was corrected on {corrected.At.ToIso()} by another city; is the NIK right?");

    public static Finding OfTerms(RegisterRow row, ContractRecord contract, FormerValue corrected) => Finding.Rejected(
        row.Row, Column.FirstDay, row.Terms.Period.FirstDay.ToIso(), string.Create(
            CultureInfo.InvariantCulture,
            $"unit or days of this contract were corrected on {corrected.At.ToIso()}: it is from {contract.Terms.Period} now{(contract.Terms.UnitId == row.Terms.UnitId ? "" : ", in another unit")} (contract {contract.Id}); correct the row"));

    public static Finding OfWithdrawn(RegisterRow row, DateTime at) => Finding.Rejected(
        row.Row, Column.FirstDay, row.Terms.Period.FirstDay.ToIso(),
        $"the contract of this NIK, unit and period was withdrawn on {at.ToIso()}; take the row out of the file");

    public static Finding OfName(RegisterRow row, WorkerRecord worker, FormerValue corrected, Guid cityId) => Finding.Warning(
        row.Row, Column.Name, row.Worker.Name, worker.CityId == cityId
            ? $"the name was corrected on {corrected.At.ToIso()}, and is {Nik.MaskWithin(worker.Details.Name)} in the register, which stays; correct the row"
            : $"the name was corrected on {corrected.At.ToIso()} by another city, which stays; is it right?");

    public static Finding OfPosition(RegisterRow row, ContractRecord contract, FormerValue corrected) => Finding.Warning(
        row.Row, Column.Position, row.Details.Position,
        $"the position was corrected on {corrected.At.ToIso()}, and is {Nik.MaskWithin(contract.Details.Position)} in the register, which stays; correct the row");

    public static Finding OfWage(RegisterRow row, ContractRecord contract, FormerValue corrected) => Finding.Warning(
        row.Row, Column.MonthlyWage, string.Create(CultureInfo.InvariantCulture, $"{row.Details.MonthlyWage}"), string.Create(
            CultureInfo.InvariantCulture,
            $"the wage was corrected on {corrected.At.ToIso()}, and is {contract.Details.MonthlyWage} in the register, which stays; correct the row"));
}
