namespace Workforce.Bench.Import;

/// <summary>What one run measured: medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="N">Rows of the register, each a worker with a contract.</param>
/// <param name="Rounds">Imports, each of another city's register, and as many plain COPYs, in turn.</param>
/// <param name="RejectedPercent">Of the rows of one more register each round, how many are rejected and kept.</param>
/// <param name="SecondsImport">From the call until its reply.</param>
/// <param name="SecondsCopy">Of the same rows by plain COPY in one session.</param>
/// <param name="SecondsImportWithRejects">Of a register of as many rows, of which so many are rejected; null where there is none.</param>
/// <param name="PeakRssMb">The most memory that each service has held, in MB.</param>
/// <param name="CpuSeconds">Processor time of each service and server during one import.</param>
/// <param name="CpuSecondsCopy">Processor time of PostgreSQL during one plain COPY.</param>
internal sealed record ImportFigures(
    int N, int Rounds, int RejectedPercent, double SecondsImport, double SecondsCopy, double? SecondsImportWithRejects,
    IReadOnlyDictionary<string, int> PeakRssMb, IReadOnlyDictionary<string, double> CpuSeconds, double CpuSecondsCopy)
{
    public double RatioToCopy => SecondsImport / SecondsCopy;
    public double RowsPerSecond => N / SecondsImport;
}
