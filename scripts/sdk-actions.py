#!/usr/bin/env python3
"""Turns the service models in a botocore wheel (Apache-2.0) into src/validator/services/sdk-actions.json.

Nobody needs it to install, test or use the package: run it to take in new services and actions.

    pip download botocore --no-deps -d /tmp/botocore && scripts/sdk-actions.py /tmp/botocore/botocore-*.whl
"""
import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

LIMIT = 400_000
TARGET = Path(__file__).parent.parent / 'src/validator/services/sdk-actions.json'


def integration_name(service_id):
    """Step Functions uses the package names of the SDK for Java 2: the service id in lower case, without blanks and "Service" at the end."""
    return re.sub(r'[^a-z0-9]', '', re.sub(r' Service$', '', service_id).lower())


def grouped(actions):
    """`Create:Bucket,Session;Delete:Bucket`: actions by their first word, which halves the size."""
    verbs = {}
    for action in sorted(actions):
        verb, rest = re.match(r'([A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+)(.*)', action).groups()
        verbs.setdefault(verb, []).append(rest)
    return ';'.join(f'{verb}:{",".join(rests)}' for verb, rests in verbs.items())


def main(wheel):
    models = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            match = re.match(r'botocore/data/([^/]+)/([^/]+)/service-2\.json(\.gz)?$', name)
            if match and models.get(match[1], ('',))[0] < match[2]:
                models[match[1]] = (match[2], name)
        services = {}
        for folder, (_, name) in models.items():
            data = archive.read(name)
            model = json.loads(gzip.decompress(data) if name.endswith('.gz') else data)
            services[integration_name(model['metadata'].get('serviceId', folder))] = grouped(model['operations'])
    text = json.dumps(dict(sorted(services.items())), separators=(',', ':')).replace('","', '",\n"') + '\n'
    if len(text) > LIMIT:
        sys.exit(f'{len(text)} characters are over the limit of {LIMIT}')
    TARGET.write_text(text)
    print(f'{len(services)} services, {len(text)} characters')


main(sys.argv[1])
