import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { JsonObject } from '../../asl';
import { invalidToken } from '../service-problem';

const DEFAULT_SIZE = 100;
const LIFETIME = 24 * 3_600_000;

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken?: string;
}

/** Cuts lists into pages. A token is good for 24 hours, for the same operation and arguments, and for this server alone. */
export class Pages {
  private readonly key = randomBytes(32);

  constructor(private readonly now: () => number) {}

  /**
   * @param keyOf tells an item from the others of the list, whatever comes and goes meanwhile
   * @param request with `maxResults` (0: 100) and `nextToken`
   */
  cut<Item>(operation: string, request: JsonObject, list: readonly Item[], keyOf: (item: Item) => number): Page<Item> {
    const { nextToken, maxResults, ...rest } = request;
    const size = typeof maxResults === 'number' && maxResults > 0 ? maxResults : DEFAULT_SIZE;
    const last = typeof nextToken === 'string' ? this.read(nextToken, operation, rest) : undefined;
    const start = last === undefined ? 0 : placeAfter(list, keyOf, last);
    const items = list.slice(start, start + size);
    if (start + size >= list.length) return { items };
    return { items, nextToken: this.write(operation, rest, keyOf(items.at(-1) as Item)) };
  }

  private write(operation: string, request: JsonObject, last: number): string {
    const content = Buffer.from(JSON.stringify([last, this.now() + LIFETIME])).toString('base64url');
    return `${content}.${this.sign(operation, request, content)}`;
  }

  private read(token: string, operation: string, request: JsonObject): number {
    const [content = '', signature = ''] = token.split('.');
    const expected = Buffer.from(this.sign(operation, request, content));
    const given = Buffer.from(signature);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalidToken();
    const [last, until] = JSON.parse(Buffer.from(content, 'base64url').toString()) as [number, number];
    if (this.now() > until) throw invalidToken();
    return last;
  }

  private sign(operation: string, request: JsonObject, content: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([operation, request, content]))
      .digest('base64url');
  }
}

/** Lists run up or down by their key; the item itself may be gone. */
function placeAfter<Item>(list: readonly Item[], keyOf: (item: Item) => number, last: number): number {
  const [first] = list;
  if (first === undefined) return 0;
  const isDown = keyOf(first) > keyOf(list.at(-1) as Item);
  const at = list.findIndex((item) => (isDown ? keyOf(item) < last : keyOf(item) > last));
  return at === -1 ? list.length : at;
}
