using System.Globalization;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>Status and trailers, as headers of the response's end or of a response that has nothing else.</summary>
internal static class TrailersOnly
{
    /// <summary>Answers a request that is no call which could be served.</summary>
    public static Task RefuseAsync(HttpContext httpContext, int httpStatus, Status status)
    {
        httpContext.Response.StatusCode = httpStatus;
        httpContext.Response.ContentType = WireNames.ContentType;
        Write(httpContext.Response.Headers, status, Metadata.Empty);
        return Task.CompletedTask;
    }

    public static void Write(IHeaderDictionary headers, Status status, Metadata trailers)
    {
        foreach (var entry in trailers)
        {
            if (!WireNames.IsReserved(entry.Key))
                headers.Append(entry.Key, MetadataHeaders.ToHeader(entry));
        }

        headers[WireNames.Status] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Detail))
            headers[WireNames.Message] = StatusMessage.Encode(status.Detail);
    }
}
