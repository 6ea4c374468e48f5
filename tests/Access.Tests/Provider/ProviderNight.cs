using System.Globalization;
using System.Text;
using Google.Protobuf;
using Workforce.Contract.V1;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>A night of a <see cref="ProviderSystem"/>'s city: all contracts end on 31 December 2020.</summary>
internal static class ProviderNight
{
    /// <summary>Imports the register of a unit, and declares the city's rules.</summary>
    public static async Task PrepareAsync(ProviderSystem system, int workers)
    {
        await ImportAsync(system, workers);
        await CityRules.DeclareAsync(ProviderSystem.Client<PolicyService.PolicyServiceClient>(system.Contract, await TokenAsync(system)), system.CityId, "2020-12-30");
    }

    public static async Task ExpireAsync(ProviderSystem system)
    {
        var cycles = ProviderSystem.Client<CycleService.CycleServiceClient>(system.Contract, await TokenAsync(system));
        Assert.Empty((await cycles.ExpireAsync(new ExpireRequest { CityId = system.CityId, AsOf = "2021-01-01" })).LeftOut);
    }

    public static async Task<long> CountAsync(TestService service, string table)
    {
        await using var count = service.Database.CreateCommand($"select count(*) from {table}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task ImportAsync(ProviderSystem system, int workers)
    {
        var file = new StringBuilder("NIK;Nama;Tanggal Lahir;Jenis Kelamin;Unit Kerja;Jabatan;Nomor SK;Tanggal Mulai;Tanggal Akhir\n");
        for (var worker = 1; worker <= workers; worker++)
            file.Append(CultureInfo.InvariantCulture, $"537101010180{worker:0000};Pekerja {worker};1980-01-01;L;damkar;Petugas;SK/{worker};2020-01-01;2020-12-31\n");
        using var call = ProviderSystem.Client<RegisterService.RegisterServiceClient>(system.Registry, await TokenAsync(system)).Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = system.CityId, FileName = "register.csv" } });
        await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFromUtf8(file.ToString()) });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(workers, (await call).RowsImported);
        await Eventually.HoldsAsync(async () => await CountAsync(system.Contract, "contract") == workers, "the contracts have arrived");
    }

    private static Task<string> TokenAsync(ProviderSystem system) => system.Provider.RequestAsync(Accounts.Service, "workforce");
}
