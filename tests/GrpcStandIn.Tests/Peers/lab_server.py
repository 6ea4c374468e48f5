"""lab_server.py DESCRIPTOR: serves Lab on a free port, which it prints, until its standard input closes."""

import sys
import time
from concurrent import futures

import grpc
from lab import SERVICE, Answer, Question


def ask(question, context):
    if question.behaviour == "fail":
        context.set_trailing_metadata((("field", "nik"), ("row-bin", b"\x00\xff\x07")))
        context.abort(grpc.StatusCode.INVALID_ARGUMENT, "baris 7 – NIK 100% salah")
    if question.behaviour == "raise":
        raise ValueError("unexpected")
    if question.behaviour == "slow":
        time.sleep(5)
    if question.behaviour == "metadata":
        received = dict(context.invocation_metadata())
        context.send_initial_metadata((("city", received["city"]), ("seal-bin", received["seal-bin"])))
        context.set_trailing_metadata((("took", "3"),))
    return Answer(text=question.behaviour, number=question.number, payload=question.payload)


def count(question, context):
    for number in range(1, question.number + 1):
        yield Answer(number=number, payload=question.payload)


def total(questions, context):
    return Answer(number=sum(question.number for question in questions))


def talk(questions, context):
    for question in questions:
        yield Answer(number=question.number)


def handler(kind, behaviour):
    return getattr(grpc, kind + "_rpc_method_handler")(
        behaviour, request_deserializer=Question.FromString, response_serializer=Answer.SerializeToString
    )


server = grpc.server(
    futures.ThreadPoolExecutor(max_workers=8),
    compression=grpc.Compression.Gzip,
    options=[("grpc.so_reuseport", 0)],
)
server.add_generic_rpc_handlers((
    grpc.method_handlers_generic_handler(SERVICE.strip("/"), {
        "Ask": handler("unary_unary", ask),
        "Count": handler("unary_stream", count),
        "Sum": handler("stream_unary", total),
        "Talk": handler("stream_stream", talk),
    }),
))
print(server.add_insecure_port("127.0.0.1:0"), flush=True)
server.start()
sys.stdin.read()
server.stop(None)
