namespace Workforce.ServiceDefaults.Errors;

/// <summary>A migration's text is not the one that the database has had applied: what its tables look like cannot be known.</summary>
public sealed class MigrationChangedException(string name) : Exception(
    $"Migration {name} was changed after it was applied to this database. Put its released text back, and correct it by a further migration.");
