import { isJsonArray, isJsonObject, type JsonValue } from './json';
import { pointerTokens } from './pointer';
import type { Problem } from './problem';

/** Problems in the order of their places in the definition, each once. */
export function sortProblems<Found extends Pick<Problem, 'code' | 'pointer' | 'expected'>>(
  problems: readonly Found[],
  root: JsonValue,
): Found[] {
  if (problems.length < 2) return [...problems];
  const places = placeOrder(root);
  const unique = new Map(problems.map((problem) => [JSON.stringify([problem.pointer, problem.code, problem.expected]), problem]));
  return [...unique.values()]
    .map((problem) => ({ problem, place: places(problem.pointer) }))
    .sort((left, right) => comparePlaces(left.place, right.place))
    .map(({ problem }) => problem);
}

/** A function from a pointer to the position of each of its keys among its siblings. */
export function placeOrder(root: JsonValue): (pointer: string) => readonly number[] {
  const keyOrders = new Map<object, Map<string, number>>();
  return (pointer) => {
    const place: number[] = [];
    let value: JsonValue | undefined = root;
    for (const token of pointerTokens(pointer)) {
      if (isJsonArray(value)) {
        place.push(Number(token));
        value = value[Number(token)];
      } else if (isJsonObject(value)) {
        let order = keyOrders.get(value);
        if (!order) {
          order = new Map(Object.keys(value).map((key, index) => [key, index]));
          keyOrders.set(value, order);
        }
        place.push(order.get(token) ?? order.size);
        value = order.has(token) ? value[token] : undefined;
      } else {
        place.push(0);
      }
    }
    return place;
  };
}

/** Orders places as they stand in the text: parents before children. */
export function comparePlaces(left: readonly number[], right: readonly number[]): number {
  const shared = Math.min(left.length, right.length);
  for (let index = 0; index < shared; index++) {
    const difference = left[index]! - right[index]!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
