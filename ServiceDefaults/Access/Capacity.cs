namespace Workforce.ServiceDefaults.Access;

/// <summary>Kedudukan: in which capacity an office is held. The numbers are sent and stored.</summary>
public enum Capacity : short
{
    /// <summary>Pejabat definitif.</summary>
    Definitive = 1,

    /// <summary>Penjabat.</summary>
    Pj = 2,

    /// <summary>Pelaksana tugas.</summary>
    Plt = 3,

    /// <summary>Pelaksana harian.</summary>
    Plh = 4,
}
