#!/usr/bin/env python3
"""Turns the service models in a botocore wheel (Apache-2.0) into src/data/services/<name>.json.gz, one file for each service.

Nobody needs it to install, test or use the package: run it to take in new services, actions and fields.

    pip download botocore --no-deps -d /tmp/botocore && scripts/service-models.py /tmp/botocore/botocore-*.whl

Each file holds what src/data/service-model.ts says: the names of an operation's parameters, and the shape of its answer.
"""
import gzip
import json
import re
import sys
import zipfile
from pathlib import Path

# Bytes of all files together, as they stand in the repository and in the published package.
LIMIT = 2_000_000
TARGET = Path(__file__).parent.parent / 'src/data/services'
# Bounds in which the recorded service and the newest models differ: the service judged a TestState mock by these.
RECORDED = {('lambda', 'MemorySize'): {'max': 10240}}
LETTERS = {'string': 's', 'timestamp': 't', 'integer': 'i', 'long': 'i', 'float': 'n', 'double': 'n', 'bigdecimal': 'n', 'boolean': 'b', 'blob': 'x'}


def integration_name(service_id):
    """Step Functions uses the package names of the SDK for Java 2: the service id in lower case, without blanks and "Service" at the end."""
    return re.sub(r'[^a-z0-9]', '', re.sub(r' Service$', '', service_id).lower())


def simple(shape):
    """`s`, or `s,1,64` with bounds, or `[s, one, of, these]`."""
    letter = LETTERS.get(shape['type'], 'a')
    if 'enum' in shape:
        return [letter, *shape['enum']]
    if 'min' not in shape and 'max' not in shape:
        return letter
    return f'{letter},{number(shape.get("min"))},{number(shape.get("max"))}'


def number(value):
    return '' if value is None else format(value, 'g') if isinstance(value, float) else str(value)


def compact(model, recorded):
    """Shapes are numbered as an operation's answer reaches them; only those are kept."""
    shapes, numbers, kept = model['shapes'], {}, []

    def keep(name):
        if name in numbers:
            return numbers[name]
        shape = shapes[name]
        if shape.get('document') or shape['type'] == 'structure' and shape.get('eventstream'):
            return 'a'
        if shape['type'] not in ('structure', 'list', 'map'):
            return simple({**shape, **recorded.get(name, {})})
        numbers[name] = len(kept)
        kept.append(None)
        if shape['type'] == 'structure':
            required = set(shape.get('required', []))
            members = shape.get('members', {})
            kept[numbers[name]] = {('*' if key in required else '') + key: keep(of['shape']) for key, of in members.items()}
        else:
            item = shape['member' if shape['type'] == 'list' else 'value']
            bounds = [shape.get('min'), shape.get('max')] if 'min' in shape or 'max' in shape else []
            kept[numbers[name]] = ['list' if shape['type'] == 'list' else 'map', keep(item['shape']), *bounds]
        return numbers[name]

    operations = {}
    for name, operation in sorted(model['operations'].items()):
        given = shapes[operation['input']['shape']] if 'input' in operation else {}
        required = set(given.get('required', []))
        parameters = ','.join(('*' if key in required else '') + key for key in given.get('members', {}))
        operations[name] = [parameters, keep(operation['output']['shape'])] if 'output' in operation else [parameters]
    return {'operations': operations, 'shapes': kept}


def main(wheel):
    models = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            match = re.match(r'botocore/data/([^/]+)/([^/]+)/service-2\.json(\.gz)?$', name)
            if match and models.get(match[1], ('',))[0] < match[2]:
                models[match[1]] = (match[2], name)
        files = {}
        for folder, (_, name) in sorted(models.items()):
            data = archive.read(name)
            model = json.loads(gzip.decompress(data) if name.endswith('.gz') else data)
            service = integration_name(model['metadata'].get('serviceId', folder))
            recorded = {shape: bounds for (of, shape), bounds in RECORDED.items() if of == service}
            text = json.dumps(compact(model, recorded), separators=(',', ':'))
            files[service] = gzip.compress(text.encode(), 9, mtime=0)
    total = sum(map(len, files.values()))
    if total > LIMIT:
        sys.exit(f'{total} bytes are over the limit of {LIMIT}')
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob('*.json.gz'):
        old.unlink()
    for name, content in files.items():
        (TARGET / f'{name}.json.gz').write_bytes(content)
    print(f'{len(files)} services, {total} bytes')


main(sys.argv[1])
