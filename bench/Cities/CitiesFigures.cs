namespace Workforce.Bench.Cities;

/// <summary>What one run measured; times of small cities are medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="NSmall">Contracts of each small city.</param>
/// <param name="NLarge">Contracts of the large city.</param>
/// <param name="Rounds">Small cities swept alone, and as many beside the large one.</param>
/// <param name="SecondsAlone">From when a small city's contracts fell due until all requests and notices were stored and reported.</param>
/// <param name="SecondsFloor">Of the same rows by plain SQL in one session that has done it before.</param>
/// <param name="SecondsBeside">As <paramref name="SecondsAlone"/>, while the large city is being swept.</param>
/// <param name="SecondsBesideWorst">The longest of these.</param>
/// <param name="LargeNotified">Part of the large city that was notified when the last small city was.</param>
/// <param name="PeakRssMb">The most memory that each service has held, in MB.</param>
internal sealed record CitiesFigures(
    int NSmall, int NLarge, int Rounds, double SecondsAlone, double SecondsFloor, double SecondsBeside, double SecondsBesideWorst,
    double LargeNotified, IReadOnlyDictionary<string, int> PeakRssMb)
{
    public double RatioToFloor => SecondsAlone / SecondsFloor;
    public double TimesAlone => SecondsBeside / SecondsAlone;
    public double TimesAloneWorst => SecondsBesideWorst / SecondsAlone;
}
