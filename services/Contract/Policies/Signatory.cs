namespace Workforce.Contract.Policies;

/// <summary>Who signed (pejabat penandatangan), with the title under which it was signed.</summary>
public sealed record Signatory(string Name, string Title);
