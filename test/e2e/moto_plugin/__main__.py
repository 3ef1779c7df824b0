"""Serves moto with the plugin on a free port of 127.0.0.1, prints that port, and stops when its input closes.

Whoever started the server holds that input open, so the server cannot outlive a run that was killed.
"""

import sys

from moto.moto_server.threaded_moto_server import ThreadedMotoServer

from . import codebuild, ecr, ecr_registry, ecs, iam, iam_policies, iam_roles, kms, logs, stacks

for patch in (codebuild, ecr, ecr_registry, ecs, iam, iam_policies, iam_roles, kms, logs, stacks):
    patch.apply()

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print(server.get_host_and_port()[1], flush=True)
sys.stdin.read()
server.stop()
