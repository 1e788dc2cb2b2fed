import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type JsonObject, parseDefinition } from '../../src/asl';
import { type ExtractedStateMachine, extractStateMachines } from '../../src/template';
import { unresolvedMachines } from './unresolved-machines';

interface PublishedTemplate {
  readonly id: string;
  readonly state_machines: readonly string[];
  readonly template: JsonObject;
  readonly files?: Readonly<Record<string, string>>;
}

const folder = join(resolve(process.env.DRYSTEP_SHARED ?? join(__dirname, '../../../shared')), 'definitions/templates');
const present = existsSync(folder);
if (!present) console.log(`No published templates at ${folder}: skipped. Set DRYSTEP_SHARED to the folder that holds definitions/.`);

const published = present
  ? readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as PublishedTemplate)
  : [];
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

(present ? describe : describe.skip)('Published templates', () => {
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
});
