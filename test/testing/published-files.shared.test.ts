import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { JsonObject } from '../../src/asl';
import { type ExtractedStateMachine, extractStateMachines, readSourcePath } from '../../src/template';
import { testMachine } from '../../src/testing';
import { describeShared, sharedContents } from '../shared-data';
import { unresolvedMachines } from '../template/unresolved-machines';

interface PublishedTemplate {
  readonly id: string;
  readonly source: { readonly path: string };
  readonly template: JsonObject;
  readonly files?: Readonly<Record<string, string>>;
}

/** Machines that no reading makes testable: by {@link unresolvedMachines}, those that are YAML excepted, and for other reasons. */
const unloaded: readonly string[] = [
  ...unresolvedMachines
    .filter(({ code }) => !['TEMPLATE_DEFINITION_YAML', 'TEMPLATE_DEFINITION_NOT_JSON'].includes(code))
    .flatMap(({ machines }) => machines),
  // Fixtures of SAM and others with a Resource that is not an ARN, such as "someresource".
  'tpl-1c3ee542fe20 Post',
  'tpl-1c3ee542fe20 Post2',
  'tpl-40deadc041a1 StateMachine',
  'tpl-84cf9d5ac341 StateMachine',
  'tpl-90b1031fe1a4 MyStateMachine',
  'tpl-9a6042752225 StateMachine',
  'tpl-c714707f93f6 StateMachinetoSQS',
  // A placeholder that has no value.
  'tpl-56b0be6fd564 StateMachineArn',
  'tpl-9619daa53bfa TestBadStateMachine1',
  'tpl-9619daa53bfa TestBadStateMachine2',
  // The name of one machine is the logical id of another.
  'tpl-2a7ce59c16e2 TriggerStateMachineWithoutRole',
];

/** The template in YAML with the short forms of functions, as people write it. */
function yamlOf(template: JsonObject): string {
  const document = new Document(template, { version: '1.1', schema: 'yaml-1.1' });
  document.contents = shortened(document.contents as Node) as never;
  return document.toString({ lineWidth: 0 });
}

function shortened(node: Node): Node {
  if (isSeq(node)) node.items = node.items.map((item) => shortened(item as Node));
  if (!isMap(node)) return node;
  for (const pair of node.items) pair.value = shortened(pair.value as Node);
  const [pair, ...others] = node.items;
  const key = isScalar(pair?.key) ? String(pair.key.value) : '';
  const inner = pair?.value as Node | undefined;
  if (others.length > 0 || inner === undefined || !/^(?:Ref$|Fn::\w+$)/.test(key) || inner.tag !== undefined) return node;
  if (isScalar(inner) && typeof inner.value !== 'string') return node;
  inner.tag = `!${key.replace(/^Fn::/, '')}`;
  return inner;
}

describeShared('Published templates as files', 'definitions/templates', (shared) => {
  const folder = mkdtempSync(join(tmpdir(), 'drystep-published-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const published = sharedContents<PublishedTemplate>(shared).map(({ id, source, template, files = {} }) => {
    const own = join(folder, id, 'app');
    const path = join(own, /\.ya?ml$/.test(source.path) ? 'template.yaml' : 'template.json');
    mkdirSync(own, { recursive: true });
    for (const [name, text] of Object.entries({ '../.git': '', ...files })) {
      mkdirSync(dirname(join(own, name)), { recursive: true });
      writeFileSync(join(own, name), text);
    }
    writeFileSync(path, path.endsWith('.yaml') ? yamlOf(template) : JSON.stringify(template));
    const texts = new Map(Object.entries(files));
    const machines = extractStateMachines(template, { files: { local: (file) => texts.get(file), object: () => undefined } });
    return { id, path, machines };
  });
  const isYaml = ({ path }: { readonly path: string }): boolean => path.endsWith('.yaml');

  test('in YAML, with short forms, a template says what it says in JSON', () => {
    const essence = ({ logicalId, arn, definition, roleArn, tags, type }: ExtractedStateMachine): unknown => ({
      logicalId,
      arn,
      definition,
      roleArn,
      tags,
      type,
    });
    const read = published.map(({ path }) => {
      const contents = readSourcePath(path);
      return contents.definition === undefined ? contents.stateMachines : [];
    });
    const different = published.flatMap(({ id, machines }, index) =>
      machines.flatMap((machine, at) =>
        machine.definition !== undefined && JSON.stringify(essence(machine)) !== JSON.stringify(essence(read[index]![at]!))
          ? [`${id} ${machine.logicalId}`]
          : [],
      ),
    );

    expect(published.filter(isYaml)).toHaveLength(164);
    expect(different).toEqual([]);
  });

  test('testMachine takes the path of the template, but for machines with a reason', () => {
    const refused = published.flatMap(({ id, path, machines }) =>
      machines.flatMap(({ logicalId }) => {
        try {
          testMachine(path, logicalId);
          return [];
        } catch {
          return [`${id} ${logicalId}`];
        }
      }),
    );

    expect(published.flatMap(({ machines }) => machines)).toHaveLength(308);
    expect(refused.sort()).toEqual([...unloaded].sort());
  });
});
