namespace Workforce.Notification.Notices;

/// <summary>What a notice is about. The numbers are stored.</summary>
public enum NoticeKind : short
{
    /// <summary>Kontrak berakhir.</summary>
    ContractEnded = 1,
}
