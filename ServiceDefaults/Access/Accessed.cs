namespace Workforce.ServiceDefaults.Access;

/// <summary>Whose personal data an answer has.</summary>
/// <param name="CityId">Of the workers; null when they are of several cities.</param>
/// <param name="WorkerIds">The workers.</param>
/// <param name="Selection">What was asked for, by ids only; empty where the worker says it all.</param>
public sealed record Accessed(Guid? CityId, IReadOnlyList<Guid> WorkerIds, string Selection = "");
