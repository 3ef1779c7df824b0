"""Prints the results of SARIF files as sarif-tools reads them, without those that are suppressed."""

import json
import sys

from sarif import loader

for path in sys.argv[1:]:
    print(json.dumps(loader.load_sarif_file(path).get_records()))
