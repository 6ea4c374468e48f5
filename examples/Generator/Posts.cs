using Bogus.DataSets;

namespace Workforce.Generator;

/// <summary>Which posts a work unit of each kind has; one that is listed twice is twice as common.</summary>
public static class Posts
{
    private static readonly Post[] Office =
    [
        new("Tenaga Administrasi", Schooling.Senior, "Ilmu Sosial"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Administrasi Negara"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Manajemen"),
        new("Operator Komputer", Schooling.Vocational, "Teknik Komputer dan Jaringan"),
        new("Operator Komputer", Schooling.Diploma, "Manajemen Informatika"),
        new("Pengelola Keuangan", Schooling.Bachelor, "Akuntansi"),
        new("Pramubakti", Schooling.Junior),
        new("Pengemudi", Schooling.Senior, "Ilmu Sosial"),
        new("Petugas Keamanan", Schooling.Senior, "Ilmu Sosial"),
    ];

    private static readonly Post[] Health =
    [
        new("Perawat", Schooling.Diploma, "Keperawatan"),
        new("Perawat", Schooling.Diploma, "Keperawatan"),
        new("Bidan", Schooling.Diploma, "Kebidanan", Name.Gender.Female),
        new("Tenaga Teknis Kefarmasian", Schooling.Diploma, "Farmasi"),
        new("Pranata Laboratorium", Schooling.Diploma, "Analis Kesehatan"),
        new("Sanitarian", Schooling.Diploma, "Kesehatan Lingkungan"),
        new("Perekam Medis", Schooling.Diploma, "Rekam Medis"),
        new("Petugas Kebersihan", Schooling.Junior),
        new("Pengemudi Ambulans", Schooling.Senior, "Ilmu Sosial"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Kesehatan Masyarakat"),
    ];

    private static readonly Post[] Environment =
    [
        new("Petugas Kebersihan", Schooling.Primary),
        new("Petugas Kebersihan", Schooling.Primary),
        new("Petugas Kebersihan", Schooling.Junior),
        new("Petugas Kebersihan", Schooling.Junior),
        new("Petugas Taman", Schooling.Junior),
        new("Pengemudi Truk Sampah", Schooling.Senior, "Ilmu Sosial"),
        new("Operator Alat Berat", Schooling.Vocational, "Teknik Mesin"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Teknik Lingkungan"),
    ];

    private static readonly Post[] Fire =
    [
        new("Petugas Pemadam Kebakaran", Schooling.Senior, "Ilmu Alam"),
        new("Petugas Pemadam Kebakaran", Schooling.Senior, "Ilmu Sosial"),
        new("Petugas Pemadam Kebakaran", Schooling.Vocational, "Teknik Mesin"),
        new("Pengemudi Mobil Pemadam", Schooling.Senior, "Ilmu Sosial"),
        new("Tenaga Administrasi", Schooling.Senior, "Ilmu Sosial"),
    ];

    private static readonly Post[] Disaster =
    [
        new("Petugas Reaksi Cepat", Schooling.Senior, "Ilmu Alam"),
        new("Petugas Reaksi Cepat", Schooling.Vocational, "Teknik Mesin"),
        new("Operator Pusat Pengendalian Operasi", Schooling.Diploma, "Manajemen Informatika"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Administrasi Negara"),
    ];

    private static readonly Post[] Police =
    [
        new("Petugas Ketenteraman dan Ketertiban", Schooling.Senior, "Ilmu Sosial"),
        new("Petugas Ketenteraman dan Ketertiban", Schooling.Senior, "Ilmu Alam"),
        new("Petugas Ketenteraman dan Ketertiban", Schooling.Vocational, "Teknik Mesin"),
        new("Petugas Keamanan", Schooling.Senior, "Ilmu Sosial"),
        new("Tenaga Administrasi", Schooling.Bachelor, "Ilmu Hukum"),
    ];

    private static readonly Post[] Neighbourhood =
    [
        new("Tenaga Administrasi", Schooling.Senior, "Ilmu Sosial"),
        new("Operator Komputer", Schooling.Vocational, "Teknik Komputer dan Jaringan"),
        new("Petugas Kebersihan", Schooling.Junior),
        new("Petugas Keamanan", Schooling.Senior, "Ilmu Sosial"),
    ];

    // What cities buy from vendors: no one who decides or treats.
    private static readonly Post[] Outsourced =
    [
        new("Petugas Kebersihan", Schooling.Junior),
        new("Petugas Kebersihan", Schooling.Senior, "Ilmu Sosial"),
        new("Petugas Keamanan", Schooling.Senior, "Ilmu Sosial"),
        new("Petugas Keamanan", Schooling.Vocational, "Teknik Mesin"),
        new("Pengemudi", Schooling.Senior, "Ilmu Sosial"),
        new("Pramubakti", Schooling.Junior),
    ];

    /// <summary>The posts of units of a kind.</summary>
    public static IReadOnlyList<Post> Of(string kind, bool areOutsourced) => kind switch
    {
        not ("environment" or "municipal-police") when areOutsourced => Outsourced,
        "hospital" or "health-centre" => Health,
        "environment" => Environment,
        "fire-service" => Fire,
        "disaster-agency" => Disaster,
        "municipal-police" => Police,
        "district" or "village" => Neighbourhood,
        _ => Office,
    };
}
