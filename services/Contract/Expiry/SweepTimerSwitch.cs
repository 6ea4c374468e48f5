namespace Workforce.Contract.Expiry;

/// <summary>Whether cities are swept by themselves.</summary>
public enum SweepTimerSwitch
{
    On,
    Off,
}
