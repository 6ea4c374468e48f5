using Workforce.Bench.Screens;

namespace Workforce.Bench.Reads;

/// <summary>What one run measured: medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="N">Workers in the register.</param>
/// <param name="Rounds">Each measures every kind of call, one after the other.</param>
/// <param name="CallsUnderWay">At any moment, over all connections.</param>
/// <param name="RateRead">Reads of one worker by NIK, answered in a second.</param>
/// <param name="RateUnit">Reads of one work unit, which is no one's personal data.</param>
/// <param name="RateEntry">Entries of the access log that plain SQL writes in a second, as many in a statement as calls are under way.</param>
/// <param name="RateStatement">The same by a statement for each entry, as many in one round trip and one transaction.</param>
/// <param name="RateEmpty">Calls that need nothing, answered in a second by the same server.</param>
/// <param name="P50MsRead">Milliseconds within which half of the reads were answered.</param>
/// <param name="P99MsRead">The same of 99 in 100.</param>
/// <param name="P50MsEmpty">The same of empty calls.</param>
/// <param name="P99MsEmpty">The same of empty calls.</param>
/// <param name="ClientCpuRead">Processor seconds a second of the client while it reads.</param>
/// <param name="ClientCpuEmpty">The same while its calls are empty.</param>
/// <param name="CpuPerRead">Processor microseconds of each service and server for one read.</param>
/// <param name="CpuPerEmpty">The same for an empty call.</param>
internal sealed record ReadsFigures(
    int N, int Rounds, int CallsUnderWay, double RateRead, double RateUnit, double RateEntry, double RateStatement, double RateEmpty, double P50MsRead, double P99MsRead, double P50MsEmpty, double P99MsEmpty,
    double ClientCpuRead, double ClientCpuEmpty, IReadOnlyDictionary<string, double> CpuPerRead, IReadOnlyDictionary<string, double> CpuPerEmpty)
{
    /// <summary>How a read without personal data compares with an empty call.</summary>
    public double Ratio => RateUnit / RateEmpty;

    /// <summary>How many times as long a logged read takes as plain SQL takes to write its entry.</summary>
    public double TimesEntry => RateEntry / RateRead;

    /// <summary>How many times as long it takes as an insert of its own for each entry.</summary>
    public double TimesStatement => RateStatement / RateRead;

    public static ReadsFigures Of(
        int workers, IReadOnlyList<Measured> reads, IReadOnlyList<Measured> units, IReadOnlyList<Measured> empties, IReadOnlyList<double> entries,
        IReadOnlyList<double> statements) => new(
        workers, reads.Count, Load.Connections * Load.CallsUnderWay, reads.Median(one => one.Times.Rate), units.Median(one => one.Times.Rate),
        entries.Median(rate => rate), statements.Median(rate => rate), empties.Median(one => one.Times.Rate),
        reads.Median(one => one.Times.P50), reads.Median(one => one.Times.P99),
        empties.Median(one => one.Times.P50), empties.Median(one => one.Times.P99),
        reads.Median(one => one.Times.ClientCpu), empties.Median(one => one.Times.ClientCpu), CpuOf(reads), CpuOf(empties));

    private static Dictionary<string, double> CpuOf(IReadOnlyList<Measured> some) =>
        some[0].CpuPerCall.Keys.ToDictionary(name => name, name => some.Median(one => one.CpuPerCall[name]));
}

/// <summary>One kind of call for some seconds.</summary>
/// <param name="Times">What its callers saw.</param>
/// <param name="CpuPerCall">Processor microseconds of each service and server.</param>
internal sealed record Measured(LoadTimes Times, IReadOnlyDictionary<string, double> CpuPerCall);
