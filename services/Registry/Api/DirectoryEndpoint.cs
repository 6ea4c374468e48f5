using Grpc.Core;
using Workforce.Registry.Directories;

namespace Workforce.Registry.Api;

/// <summary>Serves <c>registry/v1/directory.proto</c>.</summary>
public sealed class DirectoryEndpoint(DirectoryStore directory) : V1.DirectoryService.DirectoryServiceBase
{
    public override async Task<V1.AccessDirectory> GetDirectory(V1.GetDirectoryRequest request, ServerCallContext context) =>
        await directory.ReadAsync(request.Version, context.CancellationToken) is { } changed
            ? new V1.AccessDirectory
            {
                Version = changed.Version,
                Cities = { changed.Cities.Select(city => new V1.DirectoryCity { Id = $"{city.Id}", Code = city.Code, TimeZone = city.TimeZone, PurposeRequired = city.PurposeRequired }) },
                Denied = { changed.Denials.Select(denied => new V1.DeniedIdentity { Issuer = denied.Issuer, Subject = denied.Subject, TokenId = denied.TokenId }) },
            }
            : new V1.AccessDirectory { Version = request.Version };
}
