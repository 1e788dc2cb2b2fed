import { type AnyStateNode, type JsonValue, nearestName, ownKey, parseResource, patternOf } from '../../asl';
import type { Finding } from '../diagnostic';
import type { ExpressionSite } from '../expressions/expression-sites';
import { intrinsicPaths, looksLikePath, readIntrinsic, readPath } from '../expressions/read-expression';
import { PLACEHOLDER } from '../placeholder';
import type { Rule } from '../rule';
import type { StatePlace } from '../rule-context';

/** The fields of an object; undefined: data of users, which hold anything. */
interface Fields {
  readonly [name: string]: Fields | undefined;
}

const LEAF: Fields = {};

/** The context object as the developer guide has it. */
const CONTEXT: Fields = {
  Execution: { Id: LEAF, Input: undefined, Name: LEAF, RedriveCount: LEAF, RedriveTime: LEAF, RoleArn: LEAF, StartTime: LEAF },
  Map: { Item: { Index: LEAF, Key: LEAF, Source: LEAF, Value: undefined } },
  State: { EnteredTime: LEAF, Name: LEAF, RetryCount: LEAF },
  StateMachine: { Id: LEAF, Name: LEAF },
  Task: { Token: LEAF },
};

/** Warns of fields that the context object never has: a path to one fails whenever it is read, an expression gets nothing. */
export const contextFields: Rule = {
  name: 'CONTEXT_FIELD',
  severity: 'WARNING',
  aws: false,
  *check({ sites, states, source }) {
    for (const site of sites())
      for (const path of contextPaths(site)) {
        const misspelt = judge(site, path);
        yield* misspelt.length > 0 ? misspelt : [...absent(site, path, states), ...ofAnotherType(site, path)];
      }
    yield* singleDollars(sites(), source);
  },
};

/** Names of the context object that data hardly has. `$.State.Name` is what EC2 answers. */
const ONE_DOLLAR =
  /(?<!\$)\$\.((Execution)\.(?:Id|Name|StartTime|Input)|(Map)\.Item\.(?:Value|Index|Key)|(Task)\.Token|(StateMachine)\.(?:Id|Name))(?!\w)/;

/** Paths into the input that were meant for the context object, in a machine that puts nothing of that name anywhere. */
function* singleDollars(sites: readonly ExpressionSite[], source: JsonValue): Iterable<Finding> {
  let text: string | undefined;
  for (const { node, pointer, kind, value } of sites) {
    if (kind === 'jsonata' || kind === 'resultPath' || typeof value !== 'string') continue;
    const [path, place = '', ...names] = ONE_DOLLAR.exec(value) ?? [];
    const name = names.find((each) => each !== undefined);
    if (path === undefined || name === undefined) continue;
    text ??= JSON.stringify(source);
    // What hands the context object on, or writes there.
    if ([`"${name}":`, `"${name}.$":`, `"$.${name}"`].some((written) => text?.includes(written))) continue;
    yield {
      pointer,
      message: `State "${node.name}": "${path}" is read from the input, and looks like the context object`,
      hint: `write two dollars: $$.${place}`,
    };
  }
}

/** The fields of the context object that are numbers; its other leaves are texts. */
const NUMBERS = ['Execution.RedriveCount', 'Map.Item.Index', 'State.RetryCount'];
const LEAVES =
  /^(?:Execution\.(?:Id|Name|RedriveCount|RedriveTime|RoleArn|StartTime)|Map\.Item\.(?:Index|Key|Source)|State\.|StateMachine\.|Task\.)/;

/** A path of a field that takes numbers, a timestamp or a list alone, to something of the context object that is another thing: the state fails. */
function ofAnotherType({ node, pointer, field, kind, value }: ExpressionSite, { text, segments }: ContextPath): readonly Finding[] {
  const wanted = field === 'ItemsPath' ? 'a list' : field === 'TimestampPath' ? 'a timestamp' : 'a number';
  const place = segments.join('.');
  if ((kind !== 'referencePath' && field !== 'ItemsPath') || value !== text || !LEAVES.test(place)) return [];
  const found = NUMBERS.includes(place) ? 'a number' : /Time$/.test(place) ? 'a timestamp' : 'a text';
  if (found === wanted) return [];
  return [
    { pointer, message: `State "${node.name}": "${field}" takes ${wanted}, and "${text}" is ${found}`, hint: 'read it from the input' },
  ];
}

const OF_ITEMS = ['ItemSelector', 'Parameters', 'ItemBatcher'];

/** What is there in some states only: an item inside of a Map, a token in a task that gives one out. */
function absent(
  { node, pointer, stateField }: ExpressionSite,
  { text, segments: [field] }: ContextPath,
  states: readonly StatePlace[],
): readonly Finding[] {
  const never = `State "${node.name}": "${text}" is never there`;
  // A Map has an item where it selects one, and not where it says which there are or what comes of them.
  const hasOwn = OF_ITEMS.includes(stateField);
  const isAround = (map: AnyStateNode): boolean => map.type === 'Map' && pointer.startsWith(`${map.pointer}/`) && (hasOwn || map !== node);
  if (field === 'Map' && !states.some((place) => isAround(place.node)))
    return [{ pointer, message: `${never}: no Map is around it`, hint: 'read it in the states of a Map, or in its ItemSelector' }];
  if (field !== 'Task') return [];
  if (node.type !== 'Task')
    return [
      {
        pointer,
        message: `${never}: a ${node.type} state has no task`,
        hint: 'read the token in the task that waits for it (.waitForTaskToken)',
      },
    ];
  const resource = ownKey(states.find((place) => place.node === node)?.state ?? {}, 'Resource');
  if (typeof resource !== 'string' || !answersAtOnce(resource)) return [];
  const hint =
    parseResource(resource).kind === 'lambda'
      ? 'call arn:aws:states:::lambda:invoke.waitForTaskToken'
      : 'add ".waitForTaskToken" to the Resource';
  return [{ pointer, message: `${never}: the task does not wait for a token`, hint }];
}

/** The call of a service or function that gives out no token. A placeholder may bring the pattern. */
function answersAtOnce(resource: string): boolean {
  const parsed = parseResource(resource);
  if (parsed.kind === 'other' || PLACEHOLDER.test(resource)) return false;
  return patternOf(resource) === 'requestResponse' && !('suffix' in parsed && parsed.suffix !== '');
}

interface ContextPath {
  readonly text: string;
  readonly root: string;
  readonly segments: readonly (string | number)[];
}

function judge({ node, pointer }: ExpressionSite, { text, root, segments }: ContextPath): readonly Finding[] {
  let fields: Fields | undefined = CONTEXT;
  for (const [depth, segment] of segments.entries()) {
    if (fields === undefined) return [];
    if (Object.hasOwn(fields, segment)) {
      fields = fields[segment];
      continue;
    }
    const place = [root, ...segments.slice(0, depth)].join('.');
    const names = Object.keys(fields);
    const nearest = typeof segment === 'string' ? nearestName(segment, names) : undefined;
    return [
      {
        pointer,
        message: `State "${node.name}": "${text}" is never there: ${names.length === 0 ? `${place} has no fields` : `${place} has ${names.join(', ')}`}`,
        hint: nearest === undefined ? 'read a field that the context object has' : `did you mean "${place}.${nearest}"?`,
      },
    ];
  }
  return [];
}

const JSONATA_PATH = /\$states\.context((?:\.[A-Za-z_]\w*)+)/g;

function contextPaths({ kind, value }: ExpressionSite): ContextPath[] {
  if (typeof value !== 'string') return [];
  if (kind === 'jsonata')
    return [...value.matchAll(JSONATA_PATH)].map(([text, path = '']) => ({
      text,
      root: '$states.context',
      segments: path.slice(1).split('.'),
    }));
  // One that writes there is refused as it is.
  if (kind === 'resultPath' || !value.includes('$$')) return [];
  const texts = looksLikePath(value) ? [value] : readIntrinsic(value).ok ? intrinsicPaths(value) : [];
  return texts.flatMap((text) => {
    const read = readPath(text);
    return read.ok && read.facts.root === 'context' && read.facts.segments ? [{ text, root: '$$', segments: read.facts.segments }] : [];
  });
}
