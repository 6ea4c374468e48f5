using Google.Protobuf;
using Workforce.Faults.Systems;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Bench.Registers;

/// <summary>A city that is declared and whose register is imported over gRPC, as a user does both.</summary>
internal sealed class RegisterCity
{
    /// <summary>One person heads all units.</summary>
    public const string HeadSubject = "kepala-semua-dinas";

    private const int Units = 40;
    private const int Piece = 64 * 1024; // as ./workforce sends it

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly RunningSystem _system;

    private RegisterCity(RunningSystem system, int number) => (_system, Number) = (system, number);

    /// <summary>1 to 99.</summary>
    public int Number { get; }

    public Guid Id { get; private set; }

    public static async Task<RegisterCity> DeclareAsync(RunningSystem system, int number)
    {
        var city = new RegisterCity(system, number);
        var cities = new CityService.CityServiceClient(system.ChannelTo("registry"));
        var declared = await cities.ApplyCityAsync(new ApplyCityRequest
        {
            Code = $"kota-{number}",
            Name = $"Kota {number}",
            TimeZone = Registry.V1.TimeZone.Wita,
            WorkUnits = { Enumerable.Range(0, Units).Select(Unit) },
        });
        city.Id = Guid.Parse(declared.City.Id);
        return city;
    }

    /// <summary>The work unit that a row of the register names.</summary>
    public static string UnitOf(int row) => $"Dinas Urusan {row % Units}";

    /// <exception cref="InvalidOperationException">Another number of rows was imported or rejected.</exception>
    public async Task ImportAsync(string path, int rows, int rejected = 0)
    {
        using var call = new RegisterService.RegisterServiceClient(_system.ChannelTo("registry")).Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = $"{Id}", FileName = Path.GetFileName(path) } });
        await using var file = File.OpenRead(path);
        var buffer = new byte[Piece];
        while (await file.ReadAsync(buffer) is var read and > 0)
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(buffer, 0, read) });
        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        if ((reply.RowsImported, reply.RowsRejected, reply.Warnings) != (rows - rejected, rejected, 0))
            throw new InvalidOperationException(
                $"Of {rows} rows {reply.RowsImported} were imported and {reply.RowsRejected} rejected; the first finding: {reply.Findings.FirstOrDefault()}");
    }

    /// <summary>Waits until Contract has stored every contract, so that nothing of it is measured with what follows.</summary>
    public async Task WaitUntilStoredAsync(int contracts, CancellationToken cancellation)
    {
        var client = new ContractService.ContractServiceClient(_system.ChannelTo("contract"));
        var request = new CountContractsRequest { CityId = $"{Id}" };
        while ((await client.CountContractsAsync(request, cancellationToken: cancellation)).InForce < contracts)
            await Task.Delay(BetweenLooks, cancellation);
    }

    private static WorkUnit Unit(int unit) => new()
    {
        Code = $"unit-{unit}",
        Name = UnitOf(unit),
        Kind = "office",
        Head = new UnitHead { Name = $"Kepala {unit}", Title = "Kepala Dinas", Subject = HeadSubject },
    };
}
