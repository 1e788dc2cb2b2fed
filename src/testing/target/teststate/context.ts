import { type AnyStateNode, fieldsAsJson, type JsonObject } from '../../../asl';
import { UsageError } from '../../usage-error';
import type { WalkVisit } from './walk';

/** Fields that hold states of their own, or words for people. */
const NOT_OWN = new Set(['Branches', 'ItemProcessor', 'Iterator', 'Comment']);
/** `$$` as a path or in an intrinsic; `$states` by itself holds the context object as well. */
const CONTEXT = /\$\$(?=[.[)",\s])|\$states\b(?:\.context|(?!\.(?:input|result|errorOutput)\b))/;
const ITEM = /\$\$\.Map|\$states\.context\.Map/;
const ELSEWHERE = "run this test with target: 'local', or on the deployed machine.";

/** The context object of an attempt, as TestState takes it beside a mock. */
export function contextOf({ walk, node, enteredAt }: WalkVisit, retries: number, token: string | undefined): JsonObject {
  return {
    ...walk.identity,
    State: { Name: node.name, EnteredTime: new Date(enteredAt).toISOString(), RetryCount: retries },
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
}

/** Throws a usage error when fields of a state read the context object where TestState takes none and makes one up. @param fields all but those with states, unless named */
export function refuseContext({ node }: WalkVisit, fields?: readonly string[]): void {
  const found = CONTEXT.exec(ownText(node, fields))?.[0];
  if (found === undefined) return;
  throw new UsageError(
    `State "${node.name}" at ${node.pointer} reads the context object (${found}): TestState takes one only beside a mock, and makes one up here.`,
    ELSEWHERE,
  );
}

/** Throws a usage error when a state inside of a Map reads which item it is about: no context object given to TestState may hold that. */
export function refuseItemContext({ node, place }: WalkVisit): void {
  const found = place.branch.length > 0 ? ITEM.exec(ownText(node))?.[0] : undefined;
  if (found === undefined) return;
  throw new UsageError(
    `State "${node.name}" at ${node.pointer} reads ${found}: TestState takes no context object with the item of a Map.`,
    ELSEWHERE,
  );
}

function ownText({ fields }: AnyStateNode, wanted?: readonly string[]): string {
  const own = Object.entries(fieldsAsJson(fields)).filter(([name]) => wanted?.includes(name) ?? !NOT_OWN.has(name));
  return JSON.stringify(Object.fromEntries(own));
}
