import { lastIn, nearestName, type Problem, parentPointer, pointerTokens, type StructureProblem } from '../asl';

/** What is missing, that a misspelt or misplaced field beside it was meant to be. */
const MISSING = new Set(['MISSING_FIELD', 'MISSING_ALTERNATIVE', 'MISSING_TRANSITION']);
/** What a state has too much or too little because it was put into the other query language. */
const OF_LANGUAGE = new Set(['WRONG_QUERY_LANGUAGE', 'MISSING_ALTERNATIVE', 'MISSING_FIELD']);
/** Fields by which states lead to others. */
const TRANSITIONS = new Set(['Type', 'Next', 'End', 'Default', 'Choices', 'Catch', 'StartAt', 'States']);

/** The structural problems that are not consequences of others: one typo is one finding, though AWS reports both. */
export function withoutConsequences(problems: readonly StructureProblem[]): StructureProblem[] {
  const unknown = byParent(problems, 'UNKNOWN_FIELD');
  const misplaced = byParent(problems, 'WRONG_QUERY_LANGUAGE');
  const downgraded = byParent(problems, 'QUERY_LANGUAGE_DOWNGRADE');
  const empty = byParent(problems, 'EMPTY_VALUE');
  const other = problems.find(({ code, pointer, fields }) => code === 'MISSING_FIELD' && pointer === '' && fields?.includes('States'));
  const isOther =
    other !== undefined &&
    problems.some(({ code, pointer, fields }) => code === 'MISSING_FIELD' && pointer === '' && fields?.includes('StartAt'));
  const amongStates = fieldsAmongStates(problems);
  const isState = unknown.get('')?.includes('Type') === true;
  return problems.flatMap((problem) => {
    const { code, pointer } = problem;
    // Of something else than a machine no field is one of a machine.
    if (
      isOther &&
      code === 'UNKNOWN_FIELD' &&
      parentPointer(pointer) === '' &&
      nearestName(pointer.slice(1), ['States', 'StartAt']) === undefined
    )
      return [];
    if (isOther && isState && code === 'MISSING_FIELD' && pointer === '')
      return [{ ...problem, hint: 'this is a state: put it under "States", and its name into "StartAt"' }];
    if (OF_LANGUAGE.has(code) && (downgraded.has(stateOf(pointer)) || isBelow(pointer, amongStates.languages))) return [];
    if (amongStates.pointers.has(pointer)) {
      const name = lastIn(pointerTokens(pointer));
      return [{ ...problem, hint: `"${name}" is among the states: put it beside "States"` }];
    }
    // Where there are no states, none can be named.
    if (code === 'MISSING_TRANSITION_TARGET' && empty.get(parentPointer(pointer))?.includes('States')) return [];
    if (!MISSING.has(code)) return [problem];
    if (misplaced.has(pointer)) return [];
    if (problem.fields === undefined) return [problem];
    const meant = (unknown.get(pointer) ?? []).map((name) => nearestName(name, problem.fields!));
    const fields = problem.fields.filter((field) => !meant.includes(field));
    if (fields.length === problem.fields.length) return [problem];
    return fields.length === 0 || code !== 'MISSING_FIELD' ? [] : [{ ...problem, fields }];
  });
}

/** Fields of a machine that no state is likely to be called, and that are not objects. */
const MACHINE_FIELDS = new Set(['Comment', 'QueryLanguage', 'StartAt', 'TimeoutSeconds', 'Version']);

/** Where a field of the machine was put among the states, and below which places the query language is therefore another than was meant. */
function fieldsAmongStates(problems: readonly Problem[]): {
  readonly pointers: ReadonlySet<string>;
  readonly languages: readonly string[];
} {
  const found = problems.filter(({ code, pointer }) => {
    const [states, name] = pointerTokens(pointer).slice(-2);
    return code === 'WRONG_TYPE' && states === 'States' && name !== undefined && MACHINE_FIELDS.has(name);
  });
  return {
    pointers: new Set(found.map(({ pointer }) => pointer)),
    languages: found.filter(({ pointer }) => pointer.endsWith('/QueryLanguage')).map(({ pointer }) => `${parentPointer(pointer)}/`),
  };
}

function isBelow(pointer: string, places: readonly string[]): boolean {
  return places.some((place) => pointer.startsWith(place));
}

/** The problems as AWS reports them: of a state in a query language that it cannot have nothing else of the language, of a rule in the other language nothing missing. */
export function withoutLanguageConsequences(problems: readonly StructureProblem[]): StructureProblem[] {
  const misplaced = byParent(problems, 'WRONG_QUERY_LANGUAGE');
  const downgraded = byParent(problems, 'QUERY_LANGUAGE_DOWNGRADE');
  return problems.filter(({ code, pointer }) => {
    if (OF_LANGUAGE.has(code) && downgraded.has(stateOf(pointer))) return false;
    return code !== 'MISSING_FIELD' || !/\/Choices\/\d+$/.test(pointer) || !misplaced.has(pointer);
  });
}

/** The pointers of the groups whose transitions cannot be followed because of a problem that is reported already. */
export function brokenGroups(problems: readonly Problem[]): Set<string> {
  const broken = problems.filter(({ code, pointer, fields }) => {
    if (code === 'MISSING_TRANSITION' || code === 'MISSING_TRANSITION_TARGET' || code === 'UNKNOWN_STATE_TYPE') return true;
    if (code === 'MISSING_FIELD') return (fields ?? []).some((field) => TRANSITIONS.has(field));
    const inner = pointerTokens(pointer.slice(stateOf(pointer).length));
    // A state that is not an object at all, or a field that leads on.
    if (inner.length === 0) return code === 'WRONG_TYPE';
    return (
      inner.some((token) => TRANSITIONS.has(token)) || (code === 'UNKNOWN_FIELD' && nearestName(lastIn(inner), TRANSITIONS) !== undefined)
    );
  });
  return new Set(broken.map(({ pointer }) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/States/')))));
}

function byParent(problems: readonly Problem[], code: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const problem of problems) {
    if (problem.code !== code) continue;
    const parent = parentPointer(problem.pointer);
    const name = lastIn(pointerTokens(problem.pointer));
    const known = found.get(parent);
    if (known) known.push(name);
    else found.set(parent, [name]);
  }
  return found;
}

/** The innermost state a place stands in; the top level otherwise. */
function stateOf(pointer: string): string {
  const states = pointer.lastIndexOf('/States/');
  if (states < 0) return '';
  const end = pointer.indexOf('/', states + '/States/'.length);
  return end < 0 ? pointer : pointer.slice(0, end);
}
