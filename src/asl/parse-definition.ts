import type { StateMachine } from './definition';
import { inexactInteger } from './inexact-integer';
import { inexactMembers } from './inexact-members';
import { jacksonProblem } from './jackson-problem';
import { isJsonObject, type JsonObject, type JsonValue, ownKey } from './json';
import { duplicateKeys, locatePointers } from './locate-pointers';
import { notJsonHint } from './not-json-hint';
import { type ParseContext, parseGroup, reportDangling } from './parse-group';
import type { Place } from './place';
import type { Problem, SourcePosition, StructureProblem } from './problem';
import { END_OF_TEXT } from './problem-text';
import { queryLanguageOf } from './query-language';
import { QUOTAS } from './quotas';
import { positionOf, scanJson } from './scan-json';
import { sortProblems } from './sort-problems';
import { structureProblem } from './structure-problem';
import { MACHINE } from './tables/machine';
import { type TakenJson, takeJson } from './take-json';

/** A parsed machine, or everything that is wrong with it. */
export type ParsedDefinition =
  | { readonly ok: true; readonly machine: StateMachine }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A definition looked at with tolerance: what is sound of the machine, beside the problems. */
export interface InspectedDefinition {
  /** The JSON as given; absent when there is none. */
  readonly source?: JsonValue;
  /** Absent when the JSON is not an object. Its fields may have wrong types where a problem says so. */
  readonly machine?: StateMachine;
  readonly problems: readonly StructureProblem[];
}

const MOST_NAME_SEARCHES = 100;

/** The machine that a definition describes, or all its problems sorted by place. The definition is text or JSON. Never throws. */
export function parseDefinition(source: string | JsonValue): ParsedDefinition {
  const { machine, problems } = inspectDefinition(source);
  return machine && problems.length === 0 ? { ok: true, machine } : { ok: false, problems };
}

/**
 * As much of a machine as can be read, beside its problems: for validators and editors. Never throws.
 *
 * @param mostBytes size of a definition that is not looked at any more
 */
export function inspectDefinition(source: string | JsonValue, mostBytes: number = QUOTAS.definitionBytes): InspectedDefinition {
  const asText = typeof source === 'string' ? source : undefined;
  const problems: StructureProblem[] = [];
  if (isUnderTest(source)) return { problems: [structureProblem('INVALID_JSON', { found: 'value', value: UNDER_TEST }, { pointer: '' })] };
  const taken = asText === undefined ? takeJson(source, false) : readText(asText, problems, mostBytes);
  if (taken === undefined) return { problems };
  if (!taken.ok) {
    const { problem } = taken;
    // Text holds no other value that is not JSON than an integer of hundreds of digits, told already.
    const told = problem.code === 'INVALID_JSON' ? problems.find(({ code }) => code === 'INEXACT_NUMBER') : undefined;
    if (told === undefined) return { problems: [...problems, problem] };
    return { problems: [...problems.filter((each) => each !== told), { ...told, pointer: problem.pointer }] };
  }
  if (asText === undefined)
    for (const { pointer, text } of inexactMembers(source).slice(0, 1)) problems.push(inexactNumber(text, { pointer }));
  if (taken.bytes > mostBytes) return { problems: [tooLarge(taken.bytes)] };
  if (!isJsonObject(taken.value)) {
    return { source: taken.value, problems: [structureProblem('NOT_A_MACHINE', {}, { pointer: '', received: taken.value })] };
  }
  const machine = parseMachine(taken.value, problems);
  const sorted = sortProblems(problems, taken.value);
  return { source: taken.value, machine, problems: asText === undefined ? sorted : withPositions(sorted, asText) };
}

/** What some functions take for its definition would be told by the first of its methods here. */
const UNDER_TEST = 'a machine of testMachine(), whose definition is machine.definition';

function isUnderTest(source: unknown): boolean {
  const { definition, execute } = (source ?? {}) as { readonly definition?: unknown; readonly execute?: unknown };
  return typeof execute === 'function' && definition !== undefined;
}

function parseMachine(source: JsonObject, problems: StructureProblem[]): StateMachine {
  const language = ownKey(source, 'QueryLanguage');
  const machineLanguage = queryLanguageOf(language, 'JSONPath');
  const findings = { problems, nameSearches: MOST_NAME_SEARCHES };
  const context: ParseContext = { machineLanguage, findings, names: new Map(), dangling: [] };
  const place: Place = { pointer: '', queryLanguage: machineLanguage, findings };
  const group = parseGroup(source, MACHINE, 'a state machine', place, context);
  reportDangling(context);
  const comment = ownKey(source, 'Comment');
  const version = ownKey(source, 'Version');
  const timeoutSeconds = ownKey(source, 'TimeoutSeconds');
  return Object.freeze({
    ...group,
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof timeoutSeconds === 'number' ? { timeoutSeconds } : {}),
    queryLanguage: machineLanguage,
    source,
  });
}

function readText(source: string, problems: StructureProblem[], mostBytes: number): TakenJson | undefined {
  // More characters than the limit are more bytes, too: no need to look at the text.
  if (source.length > mostBytes) {
    problems.push(tooLarge(source.length));
    return undefined;
  }
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    problems.push(noJson(source));
    return undefined;
  }
  for (const { pointer, key, position } of duplicateKeys(source, value)) {
    const hint = 'rename or remove one: only the last would count';
    problems.push(structureProblem('DUPLICATE_KEY', {}, { pointer, received: key, hint, position }));
  }
  const inexact = inexactInteger(source);
  if (inexact !== undefined) {
    problems.push(inexactNumber(inexact.text, { pointer: '', position: positionOf(source, inexact.offset) }));
  }
  return takeJson(value, true);
}

function inexactNumber(text: string, place: { readonly pointer: string; readonly position?: SourcePosition }): StructureProblem {
  const hint = `AWS passes it on as it is, and here it would become ${Number(text)}: make it a text, or use fewer digits`;
  return structureProblem('INEXACT_NUMBER', {}, { ...place, received: text, hint });
}

function noJson(source: string): StructureProblem {
  const offset = scanJson(source, {}) ?? 0;
  const rest = source.slice(offset, offset + 20);
  const found = source.trim() === '' ? 'blank' : rest === '' ? 'end' : 'text';
  const received = rest === '' ? END_OF_TEXT : rest;
  const position = positionOf(source, offset);
  const hint = found === 'blank' ? 'the text is empty' : textHint(source, source.slice(offset), position);
  return structureProblem('INVALID_JSON', { found }, { pointer: '', received, ...(hint ? { hint } : {}), position, ...aws(source) });
}

function textHint(source: string, rest: string, { line, column }: SourcePosition): string | undefined {
  if (source.startsWith('\uFEFF')) return 'remove the byte order mark at its beginning';
  return line === 1 && column === 1 && /^\w/.test(rest) ? 'this may be YAML: convert it to JSON' : notJsonHint(rest);
}

/** What the service says of the text: the words of its parser. */
function aws(source: string): Pick<Problem, 'aws'> {
  const problem = source.trim() === '' ? undefined : jacksonProblem(source);
  return problem === undefined ? {} : { aws: { code: 'INVALID_JSON_DESCRIPTION', ...problem } };
}

function tooLarge(bytes: number): StructureProblem {
  return structureProblem('DEFINITION_TOO_LARGE', { most: QUOTAS.definitionBytes }, { pointer: '', received: bytes });
}

function withPositions(problems: readonly StructureProblem[], source: string): readonly StructureProblem[] {
  if (problems.every((problem) => problem.position)) return problems;
  const positions = locatePointers(
    source,
    problems.map((problem) => problem.pointer),
  );
  return problems.map((problem) => {
    const position = problem.position ?? positions.get(problem.pointer);
    return position ? { ...problem, position } : problem;
  });
}
