using Workforce.Registry.Quality;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Registry.Api;

/// <summary>The register's quality on the wire.</summary>
internal static class QualityWire
{
    public static V1.CheckRegisterReply ToWire(RegisterQuality quality) => new()
    {
        Units = { quality.Units.Select(ToWire) },
        Rows = quality.Units.Sum(unit => unit.Rows),
        Complete = quality.Units.Sum(unit => unit.Complete),
        Failures = { quality.Failures.Select(ToWire) },
    };

    public static V1.QualityFailure ToWire(QualityFailure failure) => new()
    {
        Test = (V1.QualityTest)failure.Test,
        SubjectId = $"{failure.SubjectId}",
        OtherId = $"{failure.OtherId}",
        UnitId = $"{failure.UnitId}",
        Worker = failure.Worker is { } worker ? ToWire(worker) : null,
        Other = failure.Other is { } other ? ToWire(other) : null,
        Detail = failure.Detail,
        Likeness = failure.Likeness ?? 0,
        Override = failure.Override is { } stated ? ToWire(stated) : null,
    };

    public static V1.FailureOverride ToWire(FailureOverride stated) => new()
    {
        By = stated.By.ToWire(),
        At = Timestamp.FromDateTime(stated.At),
        Reason = Nik.MaskWithin(stated.Reason),
    };

    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static FailureFilter FilterFrom(V1.ListFailuresRequest request) => new(
        Field.Uuid("city_id", request.CityId), TestFrom(request.Test), Field.OptionalUuid("unit_id", request.UnitId), request.WithOverridden);

    /// <exception cref="InvalidInputException">It is none.</exception>
    public static QualityTest TestFrom(V1.QualityTest test) => test switch
    {
        V1.QualityTest.Unspecified => throw new InvalidInputException("test", null, "is required"),
        _ when Enum.IsDefined((QualityTest)test) => (QualityTest)test,
        _ => throw new InvalidInputException("test", $"{(int)test}", "is no test of the register's quality"),
    };

    /// <summary>The key of a listing by subject and other.</summary>
    public static string KeyOf(QualityFailure failure) => PageKey.Of(failure.SubjectId, failure.OtherId ?? Guid.Empty);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static (Guid Subject, Guid Other)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    private static V1.UnitQuality ToWire(UnitQuality unit) => new()
    {
        UnitId = $"{unit.Id}",
        Code = unit.Code,
        Name = unit.Name,
        Rows = unit.Rows,
        Complete = unit.Complete,
        Failures = { unit.Failures.Select(ToWire) },
    };

    private static V1.FailureCount ToWire(FailureCount count) => new()
    {
        Test = (V1.QualityTest)count.Test,
        Failures = count.Failures,
        Overridden = count.Overridden,
    };

    private static V1.JudgedWorker ToWire(JudgedWorker worker) => new()
    {
        WorkerId = $"{worker.Id}",
        Name = worker.Name,
        NikLast4 = worker.NikLastFour,
        BirthDate = Field.Iso(worker.BirthDate),
        UnitId = $"{worker.UnitId}",
        FirstDay = Field.Iso(worker.FirstDay),
        LastDay = Field.Iso(worker.LastDay),
    };
}
