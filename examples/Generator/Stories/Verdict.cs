namespace Workforce.Generator.Stories;

/// <summary>What a head enters of a worker, as a rating sheet has it.</summary>
/// <param name="Result">Hasil kerja: bawah, sesuai, atas.</param>
/// <param name="Conduct">Perilaku, likewise.</param>
/// <param name="Unexcused">Days of alpa.</param>
/// <param name="Renew">The head's own recommendation.</param>
internal sealed record Verdict(string Result, string Conduct, int Sick, int Permitted, int Leave, int Unexcused, int Late, bool Renew)
{
    public const string Below = "bawah";
    public const string At = "sesuai";
    public const string Above = "atas";
}
