using Workforce.Evaluation.Requests;
using Workforce.ServiceDefaults.Peers;

namespace Workforce.Evaluation;

public static class EvaluationServices
{
    /// <summary>What Evaluation consists of, besides its consumers and endpoints.</summary>
    public static void AddEvaluation(this IHostApplicationBuilder builder)
    {
        builder.AddRegistryDirectory();
        builder.Services.AddSingleton<EvaluationMetrics>();
        builder.Services.AddSingleton<RequestStore>();
        builder.Services.AddSingleton<CreateRequests>();
        builder.Services.AddSingleton<WithdrawRequests>();
    }
}
