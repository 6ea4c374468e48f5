namespace Workforce.Notification.Templates;

/// <summary>What somebody reads: a subject (perihal) and the text.</summary>
public sealed record RenderedText(string Subject, string Text);
