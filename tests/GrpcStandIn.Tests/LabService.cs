using Grpc.Core;
using Workforce.LabV1;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>What the service does; a test replaces what it is about.</summary>
internal sealed class LabScript
{
    public UnaryServerMethod<Question, Answer> Ask { get; init; } = (question, _) =>
        Task.FromResult(new Answer { Text = question.Behaviour, Number = question.Number, Payload = question.Payload });

    public ServerStreamingServerMethod<Question, Answer> Count { get; init; } = async (question, answers, _) =>
    {
        for (var i = 1; i <= question.Number; i++)
            await answers.WriteAsync(new Answer { Number = i, Payload = question.Payload });
    };

    public ClientStreamingServerMethod<Question, Answer> Sum { get; init; } = async (questions, context) =>
    {
        var answer = new Answer();
        await foreach (var question in questions.ReadAllAsync(context.CancellationToken))
            answer.Number += question.Number;

        return answer;
    };

    public DuplexStreamingServerMethod<Question, Answer> Talk { get; init; } = async (questions, answers, _) =>
    {
        while (await questions.MoveNext())
            await answers.WriteAsync(new Answer { Number = questions.Current.Number });
    };
}

internal sealed class LabService(LabScript script) : Lab.LabBase
{
    public override Task<Answer> Ask(Question request, ServerCallContext context) => script.Ask(request, context);

    public override Task Count(Question request, IServerStreamWriter<Answer> responseStream, ServerCallContext context) =>
        script.Count(request, responseStream, context);

    public override Task<Answer> Sum(IAsyncStreamReader<Question> requestStream, ServerCallContext context) =>
        script.Sum(requestStream, context);

    public override Task Talk(IAsyncStreamReader<Question> requestStream, IServerStreamWriter<Answer> responseStream, ServerCallContext context) =>
        script.Talk(requestStream, responseStream, context);
}
