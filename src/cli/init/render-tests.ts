import { codeLiteral, codeText, elementAt, isJsonObject, type JsonObject, type JsonValue, jsonFrom, printable, shortened } from '../../asl';
import type { TestExecution } from '../../testing';
import type { Reply, Script } from './drive/script';
import { objectStore } from './drive/stored-items';
import type { FoundTest, FoundTests } from './find-tests';
import { lambdaPayload } from './model-answer';
import { stablePattern } from './stable-pattern';

/** What a test file is written from. */
export interface TestsText {
  /** Expression that gives the machine under test. */
  readonly call: string;
  /** What it imports. */
  readonly imports: readonly string[];
  readonly machineName: string;
  readonly found: FoundTests;
  readonly titles: readonly string[];
  /** Names of the tasks, in the order of the definition. */
  readonly tasks: readonly { readonly name: string; readonly resource: string }[];
  /** The same executions at another time, under another name: what differs is not expected. */
  readonly again: readonly TestExecution[];
}

/** The text of a test file, for jest and TypeScript in the usual style. */
export function renderTests(text: TestsText): string {
  const { found, machineName, tasks, titles } = text;
  const variable = variableFor(machineName);
  const { baseline } = found;
  const stores = new Set(
    found.tests.filter(({ script }) => script.objects.length > 0).map(({ script }) => JSON.stringify(objectStore(script.objects))),
  );
  const shared = found.tests.filter(({ script }) => sameJson(script.input, baseline.input)).length > 1 && !sameJson(baseline.input, {});
  const called = new Set(found.tests.flatMap(({ execution }) => calledIn(execution)));
  const tests = found.tests.map((test, index) =>
    testText(text, variable, test, elementAt(titles, index), { shared, sharedObjects: stores.size === 1 }, text.again[index]),
  );
  const todo = found.gaps.flatMap(({ title, reason }) => [
    `// ${printable(shortened(reason.replaceAll(/\s+/g, ' '), 160))}`,
    `test.todo(${codeText(title)});`,
  ]);
  return [
    // Without a test nothing asks the machine.
    found.tests.length === 0
      ? "import 'drystep/jest';"
      : renderSetup({ call: text.call, imports: text.imports, variable, tasks: tasks.filter(({ name }) => called.has(name)), baseline }),
    ...(shared ? ['', `const input = ${codeLiteral(baseline.input, 0)};`] : []),
    ...(stores.size === 1 ? ['', `const objects = ${codeLiteral(jsonFrom([...stores].join('')), 0)};`] : []),
    ...tests.flatMap((lines) => ['', ...lines]),
    ...(todo.length === 0 ? [] : ['', ...todo]),
    ...(found.leftOut === 0 ? [] : ['', `// ${found.leftOut} more paths have no test here: --paths ${found.paths} writes them all.`]),
    '',
  ].join('\n');
}

/** What stands before tests: the imports, the machine, and a mock for each task. */
export function renderSetup({
  call,
  imports,
  variable,
  tasks,
  baseline,
}: Pick<TestsText, 'call' | 'imports' | 'tasks'> & { readonly variable: string; readonly baseline: Script }): string {
  return [
    "import 'drystep/jest';",
    ...imports,
    '',
    `const ${variable} = ${call};`,
    ...tasks.map((task) => `${mockText(variable, task, baseline.replies.get(task.name) ?? [], 0)};`),
  ].join('\n');
}

function testText(
  { found: { baseline }, tasks }: TestsText,
  variable: string,
  { script, execution }: FoundTest,
  title: string,
  { shared, sharedObjects }: { readonly shared: boolean; readonly sharedObjects: boolean },
  again: TestExecution | undefined,
): string[] {
  const called = new Set(calledIn(execution));
  const own = tasks
    .filter(({ name }) => called.has(name))
    .flatMap((task) => {
      const replies = merged(script.replies.get(task.name) ?? []);
      return sameJson(replies, merged(baseline.replies.get(task.name) ?? [])) ? [] : [`  ${mockText(variable, task, replies, 1)};`];
    });
  const options =
    script.objects.length === 0 ? '' : sharedObjects ? ', { objects }' : `, { objects: ${codeLiteral(objectStore(script.objects), 1)} }`;
  return [
    `test(${codeText(title)}, async () => {`,
    ...own,
    ...(own.length === 0 ? [] : ['']),
    `  const execution = await ${variable}.execute(${inputText(script.input, baseline.input, shared)}${options});`,
    '',
    ...expectations(execution, again).map((line) => `  ${line}`),
    '});',
  ];
}

type Replies = readonly Reply[];

/** Equal answers in a row are one; the last is given for ever. */
function merged(replies: Replies): Replies {
  const found: Reply[] = [];
  for (const reply of replies) if (!('value' in reply) || !sameJson(found.at(-1), reply)) found.push(reply);
  return found.map((reply, index) => ('value' in reply || index < found.length - 1 ? reply : { ...reply, times: 1 }));
}

function mockText(variable: string, { name, resource }: TestsText['tasks'][number], replies: Replies, depth: number): string {
  const chain = merged(replies).map((reply, index, all) => {
    if ('value' in reply) return valueText(reply.value, resource, depth);
    const times = index < all.length - 1 && reply.times > 1 ? `.times(${reply.times})` : '';
    return reply.error === 'States.Timeout' ? `.timesOut()${times}` : `.fails(${codeText(reply.error)})${times}`;
  });
  return `${variable}.mock(${codeText(name)})${chain.join('')}`;
}

function valueText(value: JsonValue, resource: string, depth: number): string {
  const payload = /:states:::lambda:invoke$/.test(resource) ? lambdaPayload(value) : undefined;
  if (payload !== undefined) return `.returnsPayload(${codeLiteral(payload, depth)})`;
  return `.${/:lambda:[^:]*:\d{12}:function:/.test(resource) ? 'returnsPayload' : 'returns'}(${codeLiteral(value, depth)})`;
}

/** Short differences to the common input are told as such. */
const MOST_CHANGES = 3;

function inputText(input: JsonValue, common: JsonValue, shared: boolean): string {
  if (shared && sameJson(input, common)) return 'input';
  if (!shared || !isJsonObject(input) || !isJsonObject(common)) return codeLiteral(input, 1);
  const changed = Object.entries(input).filter(([name, value]) => !Object.hasOwn(common, name) || !sameJson(common[name], value));
  const kept = Object.keys(common).every((name) => Object.hasOwn(input, name));
  if (!kept || changed.length === 0 || changed.length > MOST_CHANGES || changed.length >= Object.keys(input).length)
    return codeLiteral(input, 1);
  const text = codeLiteral(Object.fromEntries(changed) as JsonObject, 1);
  return text.startsWith('{') ? text.replace('{', '{ ...input,') : codeLiteral(input, 1);
}

/** The most states that a test names, and the longest output. */
const MOST_NAMED = 40;
const LONGEST_OUTPUT = 600;

function expectations(execution: TestExecution, again: TestExecution | undefined): string[] {
  const { status, output, error, visits } = execution;
  const names = visits.map(({ state }) => state);
  const came = names.length <= MOST_NAMED ? [`expect(execution).toHaveVisitedExactly(${names.map(codeText).join(', ')});`] : [];
  if (status !== 'SUCCEEDED')
    return [
      error === undefined || status !== 'FAILED'
        ? `expect(execution.status).toBe(${codeText(status)});`
        : `expect(execution).toFailWith(${codeText(error)});`,
      ...came,
    ];
  const text = stablePattern(output ?? null, again?.output);
  return [text.length > LONGEST_OUTPUT ? 'expect(execution).toSucceed();' : `expect(execution).toSucceedWith(${text});`, ...came];
}

function calledIn(execution: TestExecution): string[] {
  return execution.visits.filter(({ kind, tries }) => kind === 'Task' && tries.length > 0).map(({ state }) => state);
}

const TAKEN = new Set([
  'input',
  'execution',
  'test',
  'expect',
  'testMachine',
  'require',
  'exports',
  'module',
  'arguments',
  'eval',
  'undefined',
  'package',
  'class',
  'default',
  'function',
  'import',
  'export',
  'new',
  'delete',
  'switch',
  'case',
  'catch',
  'return',
  'await',
  'async',
  'let',
  'const',
  'var',
  'static',
  'void',
  'with',
  'yield',
  'null',
  'true',
  'false',
  'this',
  'super',
  'enum',
  'interface',
  'private',
  'public',
  'protected',
  'implements',
  'do',
  'for',
  'if',
  'else',
  'in',
  'of',
  'while',
  'try',
  'throw',
  'typeof',
  'finally',
  'break',
  'continue',
  'debugger',
  'extends',
  'instanceof',
]);

/** `orders` for a machine `Shop/Orders`; `machine` for a name that code does not take. */
function variableFor(name: string): string {
  const words = (name.split('/').at(-1) ?? '').replaceAll(/[^A-Za-z\d]+(.)?/g, (_, next: string | undefined) => (next ?? '').toUpperCase());
  const variable = /^[A-Z\d]+$/.test(words) ? words.toLowerCase() : words.charAt(0).toLowerCase() + words.slice(1);
  return /^[a-z][A-Za-z\d]{1,30}$/.test(variable) && !TAKEN.has(variable) && !/[A-F\d]{8}$/.test(variable) ? variable : 'machine';
}

function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
