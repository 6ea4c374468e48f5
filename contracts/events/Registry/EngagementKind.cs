namespace Workforce.Registry.Events;

/// <summary>As what a worker is engaged (jenis hubungan kerja). The numbers are sent and stored.</summary>
public enum EngagementKind : short
{
    /// <summary>PTT (pegawai tidak tetap, tenaga kontrak): appointed by a decree of the city.</summary>
    NonPermanent = 1,

    /// <summary>Perorangan: contracted by the city as a single provider of services.</summary>
    Individual = 2,

    /// <summary>Alih daya: employed by a vendor.</summary>
    Outsourced = 3,

    /// <summary>PPPK paruh waktu: a part-time government employee by work agreement (KepmenPANRB 16/2025).</summary>
    PartTimePppk = 4,
}
