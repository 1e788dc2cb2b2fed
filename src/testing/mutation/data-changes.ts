import { type AnyStateNode, elementAt, fieldsAsJson, isJsonObject, type JsonObject, type JsonValue, objectsIn } from '../../asl';
import type { Change } from './mutants-of';

/** Fields whose members are data that goes somewhere. */
const TEMPLATES = ['Parameters', 'Arguments', 'ItemSelector', 'ResultSelector', 'Output', 'Assign', 'BatchInput', 'Result'] as const;
/** Objects of a request inside of which the payload lies. */
const INNER = new Set(['Payload', 'Input', 'Message', 'MessageBody', 'Item', 'Detail', 'BatchInput']);
const CONSTANT = 'mutant';

/** The ways to break what a state does with its data: fields dropped, swapped or constant, places of results, times and numbers. */
export function dataChanges(node: AnyStateNode): Change[] {
  const fields = fieldsAsJson(node.fields);
  return [
    ...templatesIn(fields, []),
    ...objectsIn(fields.Catch).flatMap((catcher, index) => [
      ...templatesIn(catcher, ['Catch', index]),
      ...resultPath(catcher, node, ['Catch', index]),
    ]),
    ...objectsIn(fields.Choices).flatMap((rule, index) => templatesIn(rule, ['Choices', index])),
    ...resultPath(fields, node, []),
    ...numbersIn(fields),
    ...(node.type === 'Fail' ? textsOf(fields) : []),
  ];
}

function templatesIn(fields: JsonObject, path: readonly (string | number)[]): Change[] {
  return TEMPLATES.flatMap((name): Change[] => {
    const value = fields[name];
    if (value === undefined) return [];
    if (!isJsonObject(value)) return value === CONSTANT ? [] : [constant([...path, name], value)];
    return membersOf(value, [...path, name]);
  });
}

/** Each member goes or is constant, and two beside each other are swapped. */
function membersOf(object: JsonObject, path: readonly (string | number)[]): Change[] {
  const entries = Object.entries(object);
  const each = entries.flatMap(([name, value]): Change[] => {
    const place = [...path, name];
    if (isJsonObject(value) && INNER.has(name)) return membersOf(value, place);
    const dropped: Change = { kind: 'field dropped', path: place, value: undefined, text: `${place.join('/')} dropped` };
    // A selected value becomes a constant one under its plain name.
    const plain = name.endsWith('.$') ? name.slice(0, -2) : name;
    const made = plain === name ? constant(place, value) : renamed(object, name, plain, path);
    return value === CONSTANT ? [dropped] : [dropped, made];
  });
  const swapped = entries.slice(1).flatMap(([name, value], index): Change[] => {
    const [before, other] = elementAt(entries, index);
    const sort = (key: string): boolean => key.endsWith('.$');
    if (
      sort(before) !== sort(name) ||
      typeof value !== typeof other ||
      INNER.has(name) ||
      INNER.has(before) ||
      JSON.stringify(value) === JSON.stringify(other)
    )
      return [];
    const value2 = Object.fromEntries(entries.map(([key, item]) => [key, key === name ? other : key === before ? value : item]));
    return [{ kind: 'fields swapped', path, value: value2, text: `${path.join('/')} ${before} and ${name} swapped` }];
  });
  return [...each, ...swapped];
}

function constant(path: readonly (string | number)[], value: JsonValue): Change {
  const made = typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : CONSTANT;
  return { kind: 'field constant', path, value: made, text: `${path.join('/')} → ${JSON.stringify(made)}` };
}

function renamed(object: JsonObject, from: string, to: string, path: readonly (string | number)[]): Change {
  const value = Object.fromEntries(Object.entries(object).map(([key, item]) => (key === from ? [to, CONSTANT] : [key, item])));
  return { kind: 'field constant', path, value, text: `${[...path, from].join('/')} → ${JSON.stringify(CONSTANT)}` };
}

/** Where a result goes: over the input instead of into it, or nowhere. */
function resultPath(fields: JsonObject, node: AnyStateNode, path: readonly (string | number)[]): Change[] {
  if (node.queryLanguage !== 'JSONPath' || !HAS_RESULT.has(node.type)) return [];
  const { ResultPath = '$' } = fields;
  const other = ResultPath === '$' ? null : '$';
  const place = [...path, 'ResultPath'];
  // Without work of its own a Pass that discards its result hands on the same.
  if (node.type === 'Pass' && fields.Result === undefined && fields.Parameters === undefined && path.length === 0) return [];
  return [
    {
      kind: 'result moved',
      path: place,
      value: other,
      text: `${place.join('/')} ${JSON.stringify(ResultPath)} → ${JSON.stringify(other)}`,
    },
  ];
}

const HAS_RESULT: ReadonlySet<string> = new Set(['Task', 'Pass', 'Parallel', 'Map']);

/** Times and numbers: twice as long, and one at a time. */
function numbersIn(fields: JsonObject): Change[] {
  const times = ['TimeoutSeconds', 'HeartbeatSeconds'].flatMap((name): Change[] => {
    const value = fields[name];
    const other = name === 'HeartbeatSeconds' ? Number(value) - 1 : Number(value) * 2;
    if (typeof value !== 'number' || other < 1) return [];
    return [{ kind: 'timeout changed', path: [name], value: other, text: `${name} ${value} → ${other}` }];
  });
  const { MaxConcurrency } = fields;
  const most = MaxConcurrency === 1 ? 0 : 1;
  const isMap = fields.ItemProcessor !== undefined || fields.Iterator !== undefined;
  const concurrency: Change[] =
    isMap && (typeof MaxConcurrency === 'number' || MaxConcurrency === undefined) && fields.MaxConcurrencyPath === undefined
      ? [{ kind: 'concurrency changed', path: ['MaxConcurrency'], value: most, text: `MaxConcurrency ${MaxConcurrency ?? 0} → ${most}` }]
      : [];
  return [...times, ...concurrency];
}

function textsOf(fields: JsonObject): Change[] {
  return ['Error', 'Cause'].flatMap((name): Change[] =>
    typeof fields[name] === 'string'
      ? [{ kind: 'failure changed', path: [name], value: CONSTANT, text: `${name} ${JSON.stringify(fields[name])} → "${CONSTANT}"` }]
      : [],
  );
}
