"""Calls Registry with Debian's python3-grpcio, a gRPC implementation that shares no code with the server's.

Arguments: host:port of Registry, a file with the FileDescriptorSet of the public protos and of google.rpc's errors, a city's
code, a CSV file. The environment has the token, WORKFORCE_TOKEN.
Prints one JSON object.
"""
import json
import os
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

address, descriptors, city_code, csv = sys.argv[1:]

pool = descriptor_pool.DescriptorPool()
with open(descriptors, "rb") as file:
    for proto in descriptor_pb2.FileDescriptorSet.FromString(file.read()).file:
        pool.Add(proto)
factory = message_factory.MessageFactory(pool)


def message(name, package="workforce.registry.v1"):
    return factory.GetPrototype(pool.FindMessageTypeByName("%s.%s" % (package, name)))


def method(channel, service, name, request, reply, kind="unary_unary", token=os.environ["WORKFORCE_TOKEN"]):
    called = getattr(channel, kind)(
        "/workforce.registry.v1.%s/%s" % (service, name),
        request_serializer=message(request).SerializeToString,
        response_deserializer=message(reply).FromString,
    )
    metadata = [("authorization", "Bearer " + token)] if token else []
    return lambda sent, timeout: called(sent, timeout=timeout, metadata=metadata)


def pieces(city_id):
    yield message("ImportRequest")(header=message("ImportHeader")(city_id=city_id, file_name="python.csv"))
    with open(csv, "rb") as file:
        while piece := file.read(1000):
            yield message("ImportRequest")(content=piece)


def refusal(call, request):
    """What a refused call says: its status, and the details that are in its trailers."""
    try:
        call(request, timeout=20)
        return None
    except grpc.RpcError as error:
        said = {"code": error.code().name, "details": error.details()}
        trailers = dict(error.trailing_metadata())
    status = message("Status", "google.rpc").FromString(trailers["grpc-status-details-bin"])
    info, request_fault = message("ErrorInfo", "google.rpc")(), message("BadRequest", "google.rpc")()
    for detail in status.details:
        detail.Unpack(info)
        detail.Unpack(request_fault)
    said["info"] = " ".join([info.domain, info.reason, info.metadata["service"]])
    for violation in request_fault.field_violations:
        said["violation"] = {"field": violation.field, "description": violation.description}
    return said


with grpc.insecure_channel(address) as channel:
    city = method(channel, "CityService", "GetCity", "GetCityRequest", "City")(
        message("GetCityRequest")(city=city_code), timeout=20)
    imported = method(channel, "RegisterService", "Import", "ImportRequest", "ImportReply", "stream_unary")(
        pieces(city.id), timeout=60)
    refused = refusal(
        method(channel, "WorkerService", "FindWorker", "FindWorkerRequest", "FindWorkerReply"),
        message("FindWorkerRequest")(nik="12345"))
    refused_long = refusal(
        method(channel, "CityService", "ListWorkUnits", "ListWorkUnitsRequest", "ListWorkUnitsReply"),
        message("ListWorkUnitsRequest")(city_id="é" * 8000))
    unknown = refusal(
        method(channel, "CityService", "GetCity", "GetCityRequest", "City", token=None),
        message("GetCityRequest")(city=city_code))
    denied = refusal(
        method(channel, "AppointmentService", "FindAppointments", "FindAppointmentsRequest", "FindAppointmentsReply"),
        message("FindAppointmentsRequest")(issuer="https://sso.uji", subject="kepala"))

print(json.dumps({
    "name": city.name,
    "rows_read": imported.rows_read,
    "rows_unchanged": imported.rows_unchanged,
    "refusal": refused,
    "long_refusal": refused_long,
    "unknown": unknown,
    "denied": denied,
}))
