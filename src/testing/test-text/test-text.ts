import { type JsonObject, type JsonValue, codeLiteral as literal, codeProperty as property, codeText as string } from '../../asl';
import type { PlannedAnswer, PlannedMock } from './planned-answers';

/** What a test file is written from. */
export interface TestText {
  readonly title: string;
  /** Why the test cannot pass here; it is then written to be skipped. */
  readonly skipped: string | undefined;
  readonly imports: readonly string[];
  /** Expression that gives the machine under test; undefined: the definition itself. */
  readonly machine: string | undefined;
  readonly machineName: string;
  readonly definition: JsonObject;
  readonly input: JsonValue;
  /** Options of the execution beside its mocks. */
  readonly options: JsonObject;
  readonly mocks: readonly PlannedMock[];
  /** Virtual milliseconds after which it was stopped, and with what; undefined when it was not. */
  readonly stopped: { readonly after: number; readonly error: string | undefined; readonly cause: string | undefined } | undefined;
  readonly expectations: readonly string[];
}

/** A test file that runs a recorded execution again. */
export function renderTest(text: TestText): string {
  const { title, skipped, definition, machine, machineName, mocks, expectations, stopped } = text;
  const chains = mocks.map((mock) => `${property(mock.state)}: ${chainText(mock)},`);
  const options = [...Object.entries(text.options).map(([name, value]) => `${property(name)}: ${literal(value, 1)}`), 'mocks'];
  const parameters = `${literal(text.input, 1)}, { ${options.join(', ')} }`;
  const body = [
    `  const mocks = {${chains.length === 0 ? '' : `\n${chains.map((line) => `    ${line}\n`).join('')}  `}};`,
    ...(stopped === undefined
      ? [`  const execution = await machine.execute(${parameters});`]
      : [
          `  const execution = machine.start(${parameters});`,
          `  await execution.advance(${stopped.after});`,
          `  execution.stop(${[stopped.error, stopped.cause].flatMap((each) => (each === undefined ? [] : [string(each)])).join(', ')});`,
        ]),
    '',
    ...expectations.map((line) => `  ${line}`),
  ];
  const used = ['answer', 'delayed', 'parked', 'stateData', 'submitted', 'TaskError', 'testMachine'].filter((name) =>
    name === 'testMachine'
      ? machine === undefined
      : name === 'stateData'
        ? expectations.some((line) => line.startsWith('expect(stateData('))
        : chains.some((line) => new RegExp(`\\b${name}\\b`).test(line)),
  );
  return [
    "import 'drystep/jest';",
    ...(used.length === 0 ? [] : [`import { ${used.join(', ')} } from 'drystep/testing';`]),
    ...text.imports,
    '',
    ...(machine === undefined
      ? [`const definition = ${literal(definition, 0)};`, `const machine = testMachine(definition, ${string(machineName)});`]
      : [`const machine = ${machine};`]),
    '',
    ...(skipped === undefined ? [] : [`// ${skipped.replaceAll(/\s+/g, ' ')}`]),
    `${skipped === undefined ? 'test' : 'test.skip'}(${string(title)}, async () => {`,
    ...body,
    '});',
    '',
  ].join('\n');
}

function chainText({ sections }: PlannedMock): string {
  const calls = sections.flatMap(({ items, answers }) => [
    ...(items.length === 0 && sections.length > 1 ? ['.otherwise()'] : []),
    ...items.map(({ map, index }) => `.onItem(${index}${items.length === 1 ? '' : `, ${string(map)}`})`),
    ...answers.flatMap((answer, index) => answerText(answer, index === answers.length - 1)),
  ]);
  return `answer${calls.join('')}`;
}

const TEXTS: Readonly<Record<PlannedAnswer['kind'], (answer: PlannedAnswer) => string>> = {
  returns: ({ output }) => `.returns(${literal(output ?? null, 2)})`,
  fails: ({ error, cause }) => `.fails(${string(error ?? 'States.Timeout')}${cause === undefined ? '' : `, ${string(cause)}`})`,
  failsLater: ({ response, error, cause }) => `.returns(() => submitted(${literal(response ?? {}, 2)}, () => { ${thrown(error, cause)} }))`,
  failsWithoutName: ({ cause }) => `.returns(() => { ${thrown(undefined, cause)} })`,
  timesOut: () => '.timesOut()',
  parks: () => '.returns(() => parked())',
  neverEnds: () => '.returns(() => delayed(Number.POSITIVE_INFINITY, () => null))',
};

function thrown(error: string | undefined, cause: string | undefined): string {
  const parameters = cause === undefined ? [error] : [error, cause];
  return `throw new TaskError(${parameters.map((each) => (each === undefined ? 'undefined' : string(each))).join(', ')});`;
}

function answerText(answer: PlannedAnswer, last: boolean): string[] {
  return [
    TEXTS[answer.kind](answer),
    ...(answer.after > 0 ? [`.after({ milliseconds: ${answer.after} })`] : []),
    ...(answer.times > 1 && !last ? [`.times(${answer.times})`] : []),
  ];
}
