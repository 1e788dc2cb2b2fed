import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Summary } from './scores';

const root = join(__dirname, '../..');

/** What the truth of an area rests on, with how many cases hold us to it. */
export interface Source {
  readonly area: string;
  readonly restsOn: string;
  readonly cases: string;
}

/** Counts the cases of every source, from the data themselves. @param cases folder of the recordings, which the JSONata suite stands beside */
export function sources(summary: Summary, cases: string): readonly Source[] {
  const own = ownCases();
  const { executionsL1, executionsL2, mockedL2, testState, validation, api } = summary;
  const suite = suiteCases(join(cases, '..', 'jsonata-suite', 'groups'));
  return [
    {
      area: 'States, retriers, catchers, events, texts of errors',
      restsOn: 'recordings of AWS',
      cases: `${executionsL1.total} executions, ${executionsL2.total} of them with their history, ${mockedL2.total} with a mock file`,
    },
    { area: 'TestState', restsOn: 'recordings of AWS', cases: `${testState.total} requests` },
    {
      area: 'What a definition may be',
      restsOn: 'recordings of AWS; published definitions, which a rule must not refuse',
      cases: `${validation.total} requests`,
    },
    {
      area: 'Operations of the local endpoint',
      restsOn: 'recordings of AWS for 31 of 37; the API reference for the others, and for what the recordings touch once',
      cases: `${api.total} transcripts`,
    },
    {
      area: 'Paths and filters of JSONPath',
      restsOn: `Jayway JsonPath ${jaywayVersion()} itself; recordings and measurements win where they differ`,
      cases: `${jaywayAnswers()} answers`,
    },
    {
      area: 'JSONata',
      restsOn: `the suite of JSONata ${jsonataVersion()} without $eval, and the library as the other opinion in property tests`,
      cases: suite === 0 ? 'the suite is not beside the recordings' : `${suite} cases`,
    },
    {
      area: 'Arguments of intrinsic functions',
      restsOn: 'recordings, measurements of others on AWS, the developer guide, in this order',
      cases: intrinsicRows(),
    },
    { area: 'What no recording shows', restsOn: 'measurements of others on AWS', cases: `${own.measured} cases of our own` },
    { area: '', restsOn: "AWS's developer guide and API reference", cases: `${own.documented} cases of our own` },
    { area: '', restsOn: 'the specification of the Amazon States Language', cases: `${own.specified} cases of our own` },
  ];
}

interface OwnCases {
  readonly measured: number;
  readonly documented: number;
  readonly specified: number;
}

function ownCases(): OwnCases {
  const folder = join(root, 'test/conformance');
  let [measured, documented, specified] = [0, 0, 0];
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.json')) continue;
    const { spec } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { readonly spec: string };
    if (/measured|observed|recorded|recordings|quoted|failed execution|LocalStack/i.test(spec)) measured++;
    else if (/AWS|API|FACTS/.test(spec)) documented++;
    else specified++;
  }
  return { measured, documented, specified };
}

function jaywayAnswers(): number {
  const groups = JSON.parse(readFileSync(join(root, 'test/oracles/jsonpath/answers.json'), 'utf8')) as readonly {
    readonly answers: readonly unknown[];
  }[];
  return groups.reduce((count, { answers }) => count + answers.length, 0);
}

function jaywayVersion(): string {
  const project = readFileSync(join(root, 'test/oracles/jsonpath/pom.xml'), 'utf8');
  return /<artifactId>json-path<\/artifactId>\s*<version>([^<]+)</.exec(project)?.[1] ?? '';
}

function jsonataVersion(): string {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly dependencies: Record<string, string>;
  };
  return dependencies.jsonata ?? '';
}

function suiteCases(folder: string): number {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder)
    .filter((file) => file !== 'function-eval.json')
    .reduce((count, file) => count + (JSON.parse(readFileSync(join(folder, file), 'utf8')) as unknown[]).length, 0);
}

function intrinsicRows(): string {
  const table = readFileSync(join(root, 'test/data/jsonpath/intrinsic-sources.test.ts'), 'utf8');
  const count = (source: string): number => table.match(new RegExp(`\\[\\s*${source},`, 'g'))?.length ?? 0;
  return `${count('RECORDED')} recorded, ${count('MEASURED')} measured, ${count('GUIDE')} of the guide`;
}
