using System.Text;
using Google.Protobuf;
using Workforce.Contract.V1;
using Workforce.Evaluation.Api;
using Workforce.Notification.Api;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Access.Tests.Provider;

/// <summary>A night while the provider and Redis are away for a time: services' own tokens end within seconds, and none is to be had.</summary>
[Collection(nameof(ProviderAwayNightTests))]
public sealed class ProviderAwayNightTests : IAsyncLifetime, IAsyncDisposable
{
    private const int Workers = 1_500;

    private readonly OwnRedis _redis = new();
    private readonly List<TestService> _beside = [];
    private ProviderSystem _system = null!;

    public async Task InitializeAsync()
    {
        _redis.Start();
        _system = new ProviderSystem
        {
            Settings = [("ConnectionStrings:cache", _redis.Address), ("Sweep:ChunkSize", "50"), ("Sweep:BatchSize", "50"), ("Sweep:PauseSeconds", "0")],
        };
        _system.Provider.AccessTokenLifetime = TimeSpan.FromSeconds(3);
        await _system.InitializeAsync();
        _beside.Add(await _system.StartAsync<EvaluationRequestEndpoint>("evaluation", _system.Provider, _system.Registry));
        _beside.Add(await _system.StartAsync<NoticeEndpoint>(
            "notification", _system.Provider, _system.Registry, ("services:contract:grpc:0", $"{_system.Contract.Address}")));
        // What is away is said so.
        foreach (var service in (TestService[])[_system.Registry, _system.Contract, .. _beside])
            foreach (var expected in (string[])["Redis", "cannot be read now", "needs what is unreachable", "token", "failed"])
                service.Log.Expect(expected);
    }

    public async Task DisposeAsync()
    {
        foreach (var service in _beside)
            await service.DisposeAsync();
        await _system.DisposeAsync();
        _redis.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task Night_ProviderAndRedisAwayInItsMiddle_IsPlayedToItsEnd()
    {
        var cityId = _system.CityId;
        await ImportAsync(cityId);
        await DeclareAsync(cityId);
        var night = ExpireAsync(cityId);
        await Eventually.HoldsAsync(async () => await CountAsync(_beside[1], "notice") > 0, "the night has begun");

        await _system.Provider.StopAsync();
        _redis.Kill();
        await Task.Delay(TimeSpan.FromSeconds(6));
        _redis.Start();
        await _system.Provider.StartAsync();

        await night;
        await Eventually.HoldsAsync(
            async () => (await CountAsync(_beside[0], "evaluation_request"), await CountAsync(_beside[1], "notice")) == (Workers, Workers),
            "all are requested and notified", TimeSpan.FromMinutes(2));
    }

    private async Task<string> TokenAsync() => await _system.Provider.RequestAsync(Accounts.Service, "workforce");

    private async Task ImportAsync(string cityId)
    {
        var file = new StringBuilder("NIK;Nama;Tanggal Lahir;Jenis Kelamin;Unit Kerja;Jabatan;Nomor SK;Tanggal Mulai;Tanggal Akhir\n");
        for (var worker = 1; worker <= Workers; worker++)
            file.Append(System.Globalization.CultureInfo.InvariantCulture, $"537101010180{worker:0000};Pekerja {worker};1980-01-01;L;damkar;Petugas;SK/{worker};2020-01-01;2020-12-31\n");
        using var call = ProviderSystem.Client<RegisterService.RegisterServiceClient>(_system.Registry, await TokenAsync()).Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = cityId, FileName = "register.csv" } });
        await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFromUtf8(file.ToString()) });
        await call.RequestStream.CompleteAsync();
        Assert.Equal(Workers, (await call).RowsImported);
        await Eventually.HoldsAsync(async () => await CountAsync(_system.Contract, "contract") == Workers, "the contracts have arrived");
    }

    private async Task DeclareAsync(string cityId)
    {
        var policies = ProviderSystem.Client<PolicyService.PolicyServiceClient>(_system.Contract, await TokenAsync());
        await policies.ApplyPolicyAsync(new ApplyPolicyRequest
        {
            Policy = new Policy { CityId = cityId, EffectiveFrom = "2020-01-01", EvaluationDueDays = 14, ObjectionDays = 14, AskAt = "BKPPD", Language = "id" },
        });
        await policies.ApplyExemptionListAsync(new ApplyExemptionListRequest
        {
            ExemptionList = new ExemptionList { CityId = cityId, Number = "1/SE/2020", DecidedOn = "2020-12-30", Signatory = new Signatory { Name = "Wali", Title = "Wali Kota" } },
        });
    }

    private async Task ExpireAsync(string cityId)
    {
        var cycles = ProviderSystem.Client<CycleService.CycleServiceClient>(_system.Contract, await TokenAsync());
        Assert.Empty((await cycles.ExpireAsync(new ExpireRequest { CityId = cityId, AsOf = "2021-01-01" })).LeftOut);
    }

    private static async Task<long> CountAsync(TestService service, string table)
    {
        await using var count = service.Database.CreateCommand($"select count(*) from {table}");
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
