namespace Workforce.Bench.Fanout;

/// <summary>What one run measured; its JSON has these names in snake_case.</summary>
/// <param name="N">Contracts.</param>
/// <param name="SecondsSystem">From the moment they fell due until all requests and notices were stored and reported.</param>
/// <param name="SecondsFloor">Of the same rows by plain SQL in one session.</param>
/// <param name="SecondsFloorUpdate">Of which: contracts marked expired.</param>
/// <param name="SecondsFloorRequests">Of which: requests inserted.</param>
/// <param name="SecondsFloorNotices">Of which: notices inserted.</param>
/// <param name="SecondsPeer">Of one message a contract, measured on a fiftieth and scaled.</param>
/// <param name="PeakRssMb">The most memory that each service has held, in MB.</param>
/// <param name="CpuSeconds">Processor time of each service and server meanwhile; there are as many seconds a second as cores.</param>
/// <param name="BrokerMessages">Messages that RabbitMQ took in.</param>
/// <param name="BrokerBytes">Bytes between RabbitMQ and its clients, both ways.</param>
internal sealed record FanoutFigures(
    int N, double SecondsSystem, double SecondsFloor, double SecondsFloorUpdate, double SecondsFloorRequests, double SecondsFloorNotices,
    double? SecondsPeer, IReadOnlyDictionary<string, int> PeakRssMb,
    IReadOnlyDictionary<string, double> CpuSeconds, long BrokerMessages, long BrokerBytes)
{
    public double RatioToFloor => SecondsSystem / SecondsFloor;
    public double? TimesPeer => SecondsPeer / SecondsSystem;
    public double ContractsPerSecond => N / SecondsSystem;
    public double MicrosecondsPerContract => SecondsSystem / N * 1_000_000;
}
