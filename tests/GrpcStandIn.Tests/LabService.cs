using Grpc.Core;
using Workforce.LabV1;

namespace Workforce.GrpcStandIn.Tests;

internal sealed class LabService : Lab.LabBase
{
    public override Task<Answer> Ask(Question request, ServerCallContext context) =>
        Task.FromResult(new Answer { Text = request.Behaviour, Number = request.Number, Payload = request.Payload });

    public override async Task Count(Question request, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        for (var i = 1; i <= request.Number; i++)
            await responseStream.WriteAsync(new Answer { Number = i, Payload = request.Payload });
    }

    public override async Task<Answer> Sum(IAsyncStreamReader<Question> requestStream, ServerCallContext context)
    {
        var answer = new Answer();
        await foreach (var question in requestStream.ReadAllAsync(context.CancellationToken))
            answer.Number += question.Number;

        return answer;
    }

    public override async Task Talk(IAsyncStreamReader<Question> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context)
    {
        while (await requestStream.MoveNext())
            await responseStream.WriteAsync(new Answer { Number = requestStream.Current.Number });
    }
}
