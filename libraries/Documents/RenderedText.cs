namespace Workforce.Documents;

/// <summary>What the recipient reads: a subject (perihal) and the text.</summary>
public sealed record RenderedText(string Subject, string Text);
