using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Registry.Api;

/// <summary>Workers on the wire.</summary>
internal static class WorkerWire
{
    public static V1.FindWorkerReply ToWire(WorkerOnRecord found) => new()
    {
        Worker = ToWire(found.Worker),
        ContractPeriods = { found.Periods.Select(period => ContractPeriodWire.ToWire(period.Contract)) },
    };

    private static V1.Worker ToWire(Worker worker) => new()
    {
        Id = $"{worker.Id}",
        CityId = $"{worker.CityId}",
        Name = worker.Name,
        NikLast4 = worker.NikLastFour,
        FirstAppointedOn = Field.Iso(worker.Facts.FirstAppointedOn),
        BknCategory = (V1.BknCategory)worker.Facts.BknCategory.GetValueOrDefault(),
        NipttLast4 = worker.Facts.NipttLastFour ?? "",
        HealthInsuranceLast4 = worker.Facts.HealthInsuranceLastFour ?? "",
        EmploymentInsuranceLast4 = worker.Facts.EmploymentInsuranceLastFour ?? "",
    };

    /// <exception cref="InvalidInputException">Not 16 digits.</exception>
    public static Nik NikFrom(string text)
    {
        var digits = text.Trim();
        return Nik.TryRead(digits, out var nik)
            ? nik
            : throw new InvalidInputException("nik", Nik.MaskWhole(digits), $"is not {Nik.Length} digits");
    }
}
