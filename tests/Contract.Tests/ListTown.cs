using System.Text;
using Google.Protobuf;
using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>A city whose list is checked: what its people record of it.</summary>
internal static class ListTown
{
    private static int _niks;

    public static Paper Paper { get; } = new() { Number = "BKPPD. 887/001/XII/2020", Date = "2020-12-23" };

    /// <summary>A separation with a paper.</summary>
    public static V1.NewSeparation Separation(
        this RegisteredContract contract, V1.SeparationCode code = V1.SeparationCode.Resigned, string effectiveOn = "2020-12-23", Paper? paper = null, string reason = "")
    {
        var separation = new V1.NewSeparation { ContractId = $"{contract.ContractId}", Code = code, EffectiveOn = effectiveOn, Paper = paper ?? Paper };
        separation.Reason = reason;
        return separation;
    }

    public static V1.RecordSeparationsRequest Separate(this Town town, params V1.NewSeparation[] separations) => new() { CityId = $"{town.Id}", Separations = { separations } };

    /// <summary>All separations of the city, also those that are withdrawn.</summary>
    public static async Task<IReadOnlyList<V1.Separation>> SeparationsAsync(this Town town, ContractHost host) =>
        (await host.Separations.ListSeparationsAsync(new V1.ListSeparationsRequest { CityId = $"{town.Id}", WithWithdrawn = true, PageSize = 1_000 })).Separations;

    /// <summary>What came to Notification's queue of this city's separations, each message once, until so many separations have.</summary>
    public static async Task<IReadOnlyList<WorkersSeparated>> SeparatedAsync(this Town town, ContractHost host, int separations)
    {
        var found = new Dictionary<Guid, WorkersSeparated>();
        await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var message in await host.Running.Broker.TakeAsync(QueueName.For<WorkersSeparated>("notification")))
                    if (message.As<WorkersSeparated>() is { } separated && separated.CityId == town.Id)
                        found[message.MessageId] = separated;
                return found.Values.Sum(message => message.Separations.Count) >= separations;
            },
            $"{separations} separations are published");
        return [.. found.Values];
    }

    /// <summary>Lets Registry know the worker of contracts by a NIK.</summary>
    public static string NikOf(this Town town, ContractHost host, params RegisteredContract[] contracts)
    {
        var nik = $"53710101018{Interlocked.Increment(ref _niks):00000}";
        foreach (var contract in contracts)
            host.Cities.Niks[contract.ContractId] = (town.Id, nik, contract.WorkerId);
        return nik;
    }

    public static Task<V1.RecordSeparationsByFileReply> SeparateByFileAsync(this Town town, ContractHost host, string content) =>
        town.SeparateByFileAsync(host, Encoding.UTF8.GetBytes(content));

    public static async Task<V1.RecordSeparationsByFileReply> SeparateByFileAsync(this Town town, ContractHost host, byte[] content)
    {
        using var call = host.Separations.RecordSeparationsByFile();
        await call.RequestStream.WriteAsync(new V1.RecordSeparationsByFileRequest { Header = new V1.SeparationsFileHeader { CityId = $"{town.Id}", FileName = "pemberhentian.csv" } });
        await call.RequestStream.WriteAsync(new V1.RecordSeparationsByFileRequest { Content = ByteString.CopyFrom(content) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    /// <summary>Applies the city's policy with other papers.</summary>
    public static Task RequireAsync(this Town town, ContractHost host, V1.PaperPolicy papers, string from = "2019-01-01")
    {
        var policy = town.Policy;
        (policy.PaperRequired, policy.EffectiveFrom) = (papers, from);
        return host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy }).ResponseAsync;
    }
}
