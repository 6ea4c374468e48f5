"""lab_client.py DESCRIPTOR ADDRESS SCENARIO: calls the server under test and prints what it saw as JSON."""

import json
import sys
import time

import grpc
from lab import SERVICE, Answer, Question

ADDRESS, SCENARIO = sys.argv[2:4]


def method(channel, kind, name):
    return getattr(channel, kind)(
        SERVICE + name, request_serializer=Question.SerializeToString, response_deserializer=Answer.FromString
    )


def failure(error):
    return {
        "code": error.code().name,
        "details": error.details(),
        "trailers": {key: value.hex() if isinstance(value, bytes) else value for key, value in error.trailing_metadata()},
    }


def unary(channel):
    metadata = (("city", "kupang"), ("seal-bin", b"\x00\xff"))
    answer, call = method(channel, "unary_unary", "Ask").with_call(Question(behaviour="salam", number=7), metadata=metadata, timeout=20)
    return {
        "text": answer.text,
        "number": answer.number,
        "headers": dict(call.initial_metadata()),
        "trailers": dict(call.trailing_metadata()),
        "code": call.code().name,
    }


def server_streaming(channel):
    return [answer.number for answer in method(channel, "unary_stream", "Count")(Question(number=500), timeout=20)]


def client_streaming(channel):
    return method(channel, "stream_unary", "Sum")((Question(number=n) for n in range(1, 501)), timeout=20).number


def duplex(channel):
    return [answer.number for answer in method(channel, "stream_stream", "Talk")((Question(number=n) for n in range(1, 101)), timeout=20)]


def error(channel, timeout=20):
    try:
        method(channel, "unary_unary", "Ask")(Question(behaviour="fail"), timeout=timeout)
    except grpc.RpcError as raised:
        return failure(raised)


def deadline(channel):
    started = time.monotonic()
    return {**error(channel, timeout=0.4), "seconds": time.monotonic() - started}


def unimplemented(channel):
    try:
        method(channel, "unary_unary", "Missing")(Question(), timeout=20)
    except grpc.RpcError as raised:
        return failure(raised)


def cancel(channel):
    call = method(channel, "unary_stream", "Count")(Question(), timeout=20)
    first = next(call)
    call.cancel()
    return first.number


def gzip(channel):
    payload = bytes(300_000)
    answer = method(channel, "unary_unary", "Ask")(Question(payload=payload), timeout=20, compression=grpc.Compression.Gzip)
    return answer.payload == payload


def large(channel):
    payload = bytes(range(256)) * 12_000
    answer = method(channel, "unary_unary", "Ask")(Question(payload=payload), timeout=20)
    return answer.payload == payload


OPTIONS = [("grpc.enable_retries", 0), ("grpc.enable_http_proxy", 0)]
with grpc.insecure_channel(ADDRESS, options=OPTIONS) as channel:
    print(json.dumps(globals()[SCENARIO](channel)))
