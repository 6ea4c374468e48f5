"""The messages of lab.proto, made from the descriptor that the tests hand over as a file."""

import sys

from google.protobuf import descriptor_pool, message_factory

SERVICE = "/workforce.lab.v1.Lab/"


def messages(descriptor_file):
    pool = descriptor_pool.DescriptorPool()
    with open(descriptor_file, "rb") as file:
        pool.AddSerializedFile(file.read())
    factory = message_factory.MessageFactory(pool)
    return [factory.GetPrototype(pool.FindMessageTypeByName("workforce.lab.v1." + name)) for name in ("Question", "Answer")]


Question, Answer = messages(sys.argv[1])
