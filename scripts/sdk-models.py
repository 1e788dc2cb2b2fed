#!/usr/bin/env python3
"""Turns the service models in a botocore wheel (Apache-2.0) into src/validator/services/sdk-models.json.

Nobody needs it to install, test or use the package: run it to take in new services, actions and parameters.

    pip download botocore --no-deps -d /tmp/botocore && scripts/sdk-models.py /tmp/botocore/botocore-*.whl

The file holds the version and, gzipped, `{ service: { action: "!Required,Optional" } }`, named as Step Functions names them.
"""
import base64
import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

LIMIT = 400_000
TARGET = Path(__file__).parent.parent / 'src/validator/services/sdk-models.json'


def integration_name(service_id):
    """Step Functions uses the package names of the SDK for Java 2: the service id in lower case, without blanks and "Service" at the end."""
    return re.sub(r'[^a-z0-9]', '', re.sub(r' Service$', '', service_id).lower())


def parameters(model, operation):
    """The members of an action's input, `!` before those that must be given. The SDK itself fills in idempotency tokens."""
    shape = model['shapes'][operation['input']['shape']] if 'input' in operation else {}
    required = set(shape.get('required', []))
    members = shape.get('members', {})
    return ','.join(('!' if name in required and not member.get('idempotencyToken') else '') + name[0].upper() + name[1:] for name, member in members.items())


def main(wheel):
    newest = {}
    services = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            match = re.match(r'botocore/data/([^/]+)/([^/]+)/service-2\.json(\.gz)?$', name)
            if match and newest.get(match[1], ('',))[0] < match[2]:
                newest[match[1]] = (match[2], name)
        for folder, (_, name) in newest.items():
            data = archive.read(name)
            model = json.loads(gzip.decompress(data) if name.endswith('.gz') else data)
            actions = {action[0].lower() + action[1:]: parameters(model, operation) for action, operation in sorted(model['operations'].items())}
            services[integration_name(model['metadata'].get('serviceId', folder))] = actions
    packed = gzip.compress(json.dumps(dict(sorted(services.items())), separators=(',', ':')).encode(), 9, mtime=0)
    version = re.search(r'botocore-([\d.]+)-', wheel)[1]
    text = json.dumps({'botocore': version, 'gzip': base64.b64encode(packed).decode()}) + '\n'
    if len(text) > LIMIT:
        sys.exit(f'{len(text)} characters are over the limit of {LIMIT}')
    TARGET.write_text(text)
    print(f'{len(services)} services, {len(text)} characters')


main(sys.argv[1])
