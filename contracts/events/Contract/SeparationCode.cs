namespace Workforce.Contract.Events;

/// <summary>Why a worker leaves the list (pemberhentian). A move to another unit is a placement and none of these. The numbers are sent and stored.</summary>
public enum SeparationCode : short
{
    /// <summary>Lulus CPNS: appointed as a civil servant.</summary>
    Cpns = 1,

    /// <summary>Diangkat sebagai PPPK.</summary>
    Pppk = 2,

    /// <summary>Diangkat sebagai PPPK paruh waktu.</summary>
    PppkPartTime = 3,

    /// <summary>Bekerja pada BUMN atau BUMD.</summary>
    StateCompany = 4,

    /// <summary>Bekerja pada pemberi kerja lain.</summary>
    OtherEmployer = 5,

    /// <summary>Pindah ke kota atau kabupaten lain.</summary>
    MovedCity = 6,

    /// <summary>Mengundurkan diri.</summary>
    Resigned = 7,

    /// <summary>Calon legislatif atau calon kepala daerah.</summary>
    PoliticalCandidate = 8,

    /// <summary>Meninggal dunia.</summary>
    Died = 9,

    /// <summary>Mencapai batas usia.</summary>
    AgeLimit = 10,

    /// <summary>Hukuman disiplin.</summary>
    Discipline = 11,

    /// <summary>Rangkap kerja.</summary>
    DoubleEmployment = 12,

    /// <summary>Dokumen tidak sah.</summary>
    InvalidDocument = 13,

    /// <summary>Tidak pernah ada (fiktif).</summary>
    NeverExisted = 14,
}
