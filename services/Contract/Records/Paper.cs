namespace Workforce.Contract.Records;

/// <summary>A paper (dokumen dasar) on which something is recorded.</summary>
public sealed record Paper(string Number, DateOnly Date);
