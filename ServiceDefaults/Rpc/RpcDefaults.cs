using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Workforce.ServiceDefaults.Rpc;

internal static class RpcDefaults
{
    /// <summary>A page of 5,000 rows or an import's findings fit with room to spare.</summary>
    internal const int LargestMessage = 16 * 1024 * 1024;

    public static void AddRpc(this IHostApplicationBuilder builder)
    {
        // At Information they log what a caller made up (paths, content types), and the text of every error, which repeats the caller's value.
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddGrpcReflection();
        // Otherwise made anew for each call.
        builder.Services.AddSingleton<ErrorPolicy>();
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<ErrorPolicy>();
            options.MaxReceiveMessageSize = LargestMessage;
            options.MaxSendMessageSize = LargestMessage;
        });
    }
}
