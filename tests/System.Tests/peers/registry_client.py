"""Calls Registry with Debian's python3-grpcio, a gRPC implementation that shares no code with the server's.

Arguments: host:port of Registry, a file with the FileDescriptorSet of the public protos, a city's code, a CSV file.
Prints one JSON object.
"""
import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, descriptors, city_code, csv = sys.argv[1:]

pool = descriptor_pool.DescriptorPool()
with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.Add(proto)
factory = message_factory.MessageFactory(pool)


def message(name):
    return factory.GetPrototype(pool.FindMessageTypeByName("workforce.registry.v1." + name))


def method(channel, service, name, request, reply, kind="unary_unary"):
    return getattr(channel, kind)(
        "/workforce.registry.v1.%s/%s" % (service, name),
        request_serializer=message(request).SerializeToString,
        response_deserializer=message(reply).FromString,
    )


def pieces(city_id):
    yield message("ImportRequest")(header=message("ImportHeader")(city_id=city_id, file_name="python.csv"))
    with open(csv, "rb") as file:
        while piece := file.read(1000):
            yield message("ImportRequest")(content=piece)


with grpc.insecure_channel(address) as channel:
    city = method(channel, "CityService", "GetCity", "GetCityRequest", "City")(
        message("GetCityRequest")(city=city_code), timeout=20)
    imported = method(channel, "RegisterService", "Import", "ImportRequest", "ImportReply", "stream_unary")(
        pieces(city.id), timeout=60)
    try:
        method(channel, "WorkerService", "FindWorker", "FindWorkerRequest", "FindWorkerReply")(
            message("FindWorkerRequest")(nik="12345"), timeout=20)
        refusal = None
    except grpc.RpcError as error:
        refusal = {"code": error.code().name, "details": error.details()}

print(json.dumps({
    "name": city.name,
    "rows_read": imported.rows_read,
    "rows_unchanged": imported.rows_unchanged,
    "refusal": refusal,
}))
