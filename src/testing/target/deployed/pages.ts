import { UsageError } from '../../usage-error';

/** The items of all pages of an answer. Throws a usage error when the same page comes twice. */
export async function allPages<Item>(
  what: string,
  page: (nextToken: string | undefined) => Promise<{ readonly items: readonly Item[] | undefined; readonly nextToken: string | undefined }>,
): Promise<Item[]> {
  const all: Item[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { items = [], nextToken } = await page(token);
    all.push(...items);
    token = nextToken;
    if (token !== undefined && seen.has(token)) throw new UsageError(`${what}: the same page came twice.`);
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
  return all;
}
