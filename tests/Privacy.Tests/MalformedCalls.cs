using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Workforce.Testing.Rpc;

namespace Workforce.Privacy.Tests;

/// <summary>Makes every call in every form that names the person where something else belongs.</summary>
internal static class MalformedCalls
{
    private const string Header = "NIK;Nama;Tanggal Lahir;Jenis Kelamin;Nomor SK;Tanggal Mulai;Tanggal Akhir;Jabatan;Unit Kerja;Telepon";

    // Of tracing, of gRPC and of HTTP, and one that means nothing.
    private static readonly string[] Headers = ["traceparent", "tracestate", "baggage", "user-agent", "grpc-accept-encoding", "x-request-id", "x-person"];

    public static async Task MakeAsync(TestService service, MethodDescriptor method, KnownCity city)
    {
        foreach (var valid in ValidRequests.Of(method.InputType.Name, city))
        {
            for (var at = 0; at < valid.Length; at++)
            {
                foreach (var path in FieldWalk.PlacesIn(valid[at]).Where(CanHoldText).Select(place => place.Path).ToList())
                    await CallAsync(service, method, valid, at, path);
            }
        }
        await CallWithBytesAsync(service, $"{method.Service.FullName}/{method.Name}");
    }

    /// <summary>Calls of methods that do not exist, and requests that are no calls.</summary>
    public static async Task MakeUnknownAsync(TestService service)
    {
        foreach (var planted in Person.Texts)
        {
            var name = Uri.EscapeDataString(planted);
            foreach (var path in (string[])[$"workforce.registry.v1.CityService/{name}", $"{name}/{name}", $"workforce.messaging.v1.DeadLetterService/{name}"])
                await RpcCall.FailureOfAsync(service.Channel, path, []);
            foreach (var path in (string[])[$"/{name}", $"/health?nik={name}", $"/metrics/{name}?{name}={name}"])
                using (await service.Http.GetAsync(new Uri(path, UriKind.Relative))) { }
            using var content = new StringContent(planted, Encoding.UTF8, $"application/grpc+{planted.Split(' ', ',')[0]}");
            using (await service.Http.PostAsync(new Uri($"/workforce.registry.v1.CityService/{name}", UriKind.Relative), content)) { }
        }
    }

    /// <summary>Registers with the person in rows, headers and names that cannot be read.</summary>
    public static async Task<IReadOnlyList<string>> ImportAsync(TestService registry, KnownCity city)
    {
        var good = $"{Person.Nik};{Person.Name};1964-12-24;L;SK 1;2020-01-01;2020-12-31;Petugas;Dinas Pemadam;{Person.Phone}";
        var cells = good.Split(';');
        List<string> files = [$"{Person.Name};{Person.Nik}", $"{Header};{Person.Nik}\n{good};x", $"{Header}\n{good}\n{good}", $"{Header}\n\"{good}\n{good}", $"{Header}\n{good[..60]}"];
        foreach (var planted in Person.Texts)
        {
            for (var cell = 0; cell < cells.Length; cell++)
                files.Add($"{Header}\n{string.Join(';', cells.Select((value, at) => at == cell ? $"{planted}\t" : value))}");
        }
        var answers = new List<string>();
        foreach (var file in files)
            answers.Add(await ImportAsync(registry, city, [.. Encoding.UTF8.GetBytes(file)]));
        answers.Add(await ImportAsync(registry, city, [.. Encoding.UTF8.GetBytes($"{Header}\n{good}"), 0xC3]));
        answers.Add(await ImportAsync(registry, city, Encoding.Unicode.GetBytes($"{Header}\n{good}")));
        foreach (var workbook in MalformedWorkbooks.Of(Header.Split(';'), cells))
            answers.Add(await ImportAsync(registry, city, workbook));
        return answers;
    }

    private static async Task<string> ImportAsync(TestService registry, KnownCity city, byte[] file)
    {
        using var call = registry.Client<RegisterService.RegisterServiceClient>().Import();
        try
        {
            await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = $"{Person.Nik}.csv" } });
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(file) });
            await call.RequestStream.CompleteAsync();
            return $"{await call.ResponseAsync}";
        }
        catch (RpcException refused)
        {
            return refused.Status.Detail;
        }
    }

    private static bool CanHoldText(FieldPlace place) => place.Descriptor.FieldType is FieldType.String or FieldType.Bytes;

    private static async Task CallAsync(TestService service, MethodDescriptor method, IMessage[] valid, int at, string path)
    {
        foreach (var planted in (string[])[.. Person.Texts, $"{Person.Note}\0"])
        {
            IMessage[] request = [.. valid];
            request[at] = method.InputType.Parser.ParseFrom(valid[at].ToByteArray());
            var place = FieldWalk.PlacesIn(request[at]).Single(place => place.Path == path);
            place.Set(place.Descriptor.FieldType is FieldType.Bytes ? ByteString.CopyFromUtf8(planted) : planted);
            await RpcCall.FailureOfAsync(service.Channel, method, request);
        }
    }

    // No message at all; a field that is longer than the message; a text that is not UTF-8; and a good one under headers of the caller's.
    private static async Task CallWithBytesAsync(TestService service, string path)
    {
        foreach (var planted in Person.Texts)
        {
            var text = Encoding.UTF8.GetBytes(planted);
            foreach (var request in (byte[][])[text, [0x0A, 0x7F, .. text], [0x0A, (byte)(text.Length + 1), .. text, 0xFF]])
                await RpcCall.FailureOfAsync(service.Channel, path, request);
            foreach (var header in Headers)
                await RpcCall.FailureOfAsync(service.Channel, path, [], new Metadata { { header, header is "tracestate" or "baggage" ? $"p={planted}" : planted } });
        }
    }
}
