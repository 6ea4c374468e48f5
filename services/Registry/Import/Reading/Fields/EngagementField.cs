using System.Collections.Frozen;
using Workforce.Registry.Events;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>Jenis hubungan kerja as registers write it: <c>PTT</c>, <c>Alih Daya</c>, <c>outsourcing</c>, <c>PPPK PW</c>.</summary>
public static class EngagementField
{
    public const string Forms = "is none of PTT, perorangan, alih daya and PPPK paruh waktu";

    private const int Longest = 40;

    private static readonly FrozenDictionary<string, EngagementKind> Kinds = KindsByLetters();

    /// <param name="text">The cell without surplus blanks; letter case, blanks and punctuation do not count.</param>
    public static bool TryRead(string text, out EngagementKind kind)
    {
        kind = default;
        if (text.Length > Longest)
            return false;
        Span<char> letters = stackalloc char[Longest];
        return Kinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(letters[..CopyLetters(text, letters)], out kind);
    }

    private static int CopyLetters(string text, Span<char> letters)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                letters[length++] = c;
        }
        return length;
    }

    private static FrozenDictionary<string, EngagementKind> KindsByLetters()
    {
        (EngagementKind Kind, string[] Forms)[] kinds =
        [
            (EngagementKind.NonPermanent, ["PTT", "PegawaiTidakTetap", "TenagaKontrak", "Kontrak"]),
            (EngagementKind.Individual,
                ["Perorangan", "Perseorangan", "JasaPerorangan", "PenyediaJasaPerorangan", "PenyediaJasaLainnyaPerorangan", "PJLP"]),
            (EngagementKind.Outsourced,
                ["AlihDaya", "TenagaAlihDaya", "Outsourcing", "Outsource", "Outsourced", "PihakKetiga", "PihakKe3"]),
            (EngagementKind.PartTimePppk, ["PPPKParuhWaktu", "PPPKPW", "P3KParuhWaktu", "P3KPW", "ParuhWaktu"]),
        ];
        return kinds
            .SelectMany(kind => kind.Forms.Select(form => (Form: form, kind.Kind)))
            .ToFrozenDictionary(kind => kind.Form, kind => kind.Kind, StringComparer.OrdinalIgnoreCase);
    }
}
