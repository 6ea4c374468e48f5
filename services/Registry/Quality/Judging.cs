namespace Workforce.Registry.Quality;

/// <summary>By what a city's register is judged.</summary>
/// <param name="Today">In the city.</param>
public sealed record Judging(Guid CityId, DateOnly Today, QualityOptions Options);

/// <summary>Failures of one test in one unit, or of workers of two.</summary>
public sealed record CountedFailures(QualityTest Test, Guid? UnitId, Guid? OtherUnitId, bool IsOverridden, int Failures);
