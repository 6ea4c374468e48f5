namespace Workforce.Bench.Import;

/// <summary>What one run measured: medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="N">Rows of the register, each a worker with a contract.</param>
/// <param name="Rounds">Imports of each format, each of another city's register, in turn.</param>
/// <param name="SecondsXlsx">From the call until its reply.</param>
/// <param name="SecondsCsv">The same of CSV.</param>
/// <param name="PeakRssMbXlsx">The most memory that Registry held during any of those imports, in MB.</param>
/// <param name="PeakRssMbCsv">The same of CSV.</param>
/// <param name="CpuSecondsXlsx">Processor time of Registry during one import.</param>
/// <param name="CpuSecondsCsv">The same of CSV.</param>
internal sealed record WorkbookFigures(
    int N, int Rounds, double SecondsXlsx, double SecondsCsv, int PeakRssMbXlsx, int PeakRssMbCsv, double CpuSecondsXlsx, double CpuSecondsCsv)
{
    public double RatioToCsv => SecondsXlsx / SecondsCsv;
    public int AddedRssMb => PeakRssMbXlsx - PeakRssMbCsv;
}
