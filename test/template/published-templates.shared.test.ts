import { type JsonObject, parseDefinition } from '../../src/asl';
import { type ExtractedStateMachine, extractStateMachines, readTemplate } from '../../src/template';
import { describeShared, sharedContents } from '../shared-data';
import { unresolvedMachines } from './unresolved-machines';

interface PublishedTemplate {
  readonly id: string;
  readonly state_machines: readonly string[];
  readonly template: JsonObject;
  readonly files?: Readonly<Record<string, string>>;
}

const reasons = new Map(unresolvedMachines.flatMap(({ code, machines }) => machines.map((machine) => [machine, code] as const)));

function machinesOf({ template, files = {} }: PublishedTemplate): readonly ExtractedStateMachine[] {
  const texts = new Map(Object.entries(files));
  return extractStateMachines(template, { files: { local: (path) => texts.get(path), object: () => undefined } });
}

/** The code of the first problem that keeps a machine from being executed, or "parsed". */
function outcome({ definition, problems }: ExtractedStateMachine): string {
  if (definition === undefined) return problems.at(-1)?.code ?? 'no reason given';
  const parsed = parseDefinition(definition);
  return parsed.ok ? 'parsed' : (parsed.problems[0]?.code ?? 'no reason given');
}

describeShared('Published templates', 'definitions/templates', (folder) => {
  const published = sharedContents<PublishedTemplate>(folder);

  test('there are 275 of them, and every state machine in them is found', () => {
    const found = published.map((each) => [each.id, machinesOf(each).map(({ logicalId }) => logicalId)]);

    expect(published).toHaveLength(275);
    expect(found).toEqual(published.map(({ id, state_machines }) => [id, [...state_machines]]));
  });

  test('every state machine resolves to a definition that parses, or is listed with the reason why not', () => {
    const outcomes = published.flatMap((each) =>
      machinesOf(each).map((machine) => [`${each.id} ${machine.logicalId}`, outcome(machine)] as const),
    );

    expect(outcomes.filter(([machine, result]) => result !== (reasons.get(machine) ?? 'parsed'))).toEqual([]);
    expect(outcomes).toHaveLength(308);
    expect(outcomes.filter(([, result]) => result === 'parsed')).toHaveLength(308 - reasons.size);
  });

  test('no resolved definition holds an intrinsic function, a hash of CDK in a fake ARN, or a placeholder nobody was told of', () => {
    const machines = published.flatMap(machinesOf).filter(({ definition }) => definition !== undefined);

    const leftovers = machines.filter(({ definition, problems }) => {
      const text = JSON.stringify(definition);
      return (
        /"Fn::|"Ref":/.test(text) ||
        /arn:aws:[a-z]+:us-east-1:111111111111:[^"]*[a-z][0-9A-F]{8}"/.test(text) ||
        (/\$\{[A-Za-z]/.test(text) && problems.length === 0)
      );
    });

    expect(leftovers.map(({ logicalId }) => logicalId)).toEqual([]);
  });

  test('resolving twice gives the same definitions', () => {
    const once = published.flatMap(machinesOf);
    const again = published.flatMap(machinesOf);

    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  });

  test('another hash in every logical id that has one leaves all definitions and names as they are', () => {
    const rehashed = published.map((each) => ({ ...each, template: withOtherHashes(each.template) }));
    const essence = (each: PublishedTemplate): unknown => machinesOf(each).map(({ name, arn, definition }) => ({ name, arn, definition }));

    expect(rehashed.filter(({ template }, index) => JSON.stringify(template) !== JSON.stringify(published[index]?.template))).toHaveLength(
      77,
    );
    expect(rehashed.map(essence)).toEqual(published.map(essence));
  });

  test('no two resources of a template share an ARN, so that a mock by ARN means one', () => {
    const shared = published.flatMap(({ id, template }) => {
      const arns = readTemplate(template).resources.all.map(({ type, arn }) => `${id} ${type} ${arn}`);
      return arns.filter((arn, index) => arns.indexOf(arn) !== index);
    });

    // Fixtures of SAM whose authors gave several resources one explicit name.
    expect([...new Set(shared)]).toEqual([
      'tpl-2a7ce59c16e2 AWS::StepFunctions::StateMachine arn:aws:states:us-east-1:111111111111:stateMachine:TriggerStateMachineWithoutRole',
      'tpl-30c608b8f37b AWS::Events::Rule arn:aws:events:us-east-1:111111111111:rule/test-schedule',
      'tpl-a97ea9a5d59e AWS::Events::Rule arn:aws:events:us-east-1:111111111111:rule/mynewabc',
      'tpl-d70210ff9a75 AWS::Events::Rule arn:aws:events:us-east-1:111111111111:rule/mynewabc',
    ]);
  });
});

/** The template as CDK would print it after a change that gives each construct another hash. */
function withOtherHashes(template: JsonObject): JsonObject {
  const hashed = Object.keys((template.Resources ?? {}) as JsonObject).filter((logicalId) => /[0-9A-F]{8}$/.test(logicalId));
  const turned = (hash: string): string =>
    hash.replace(/./g, (digit) => ((Number.parseInt(digit, 16) + 3) % 16).toString(16).toUpperCase());
  const text = hashed.reduce((json, logicalId) => {
    const other = logicalId.slice(0, -8) + turned(logicalId.slice(-8));
    return json.replaceAll(`"${logicalId}"`, `"${other}"`).replaceAll(`\${${logicalId}`, `\${${other}`);
  }, JSON.stringify(template));
  return JSON.parse(text) as JsonObject;
}
