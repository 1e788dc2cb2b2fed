/** A finding, as far as it tells whether another one says the same. */
export interface RepeatableFinding {
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
  readonly hint?: string | undefined;
}

/**
 * Findings that a person reads once: a warning that comes again of other states of the same machine goes to the first of its kind. Errors stay apart, since
 * each has to be mended.
 *
 * @param tell gives the finding of an item, the state that it is about, and what tells machines apart
 */
export function repeatedFindings<Item>(
  items: readonly Item[],
  tell: (item: Item) => { readonly finding: RepeatableFinding; readonly state: string | undefined; readonly machine: unknown },
): readonly { readonly item: Item; readonly others: readonly Item[] }[] {
  const groups: { readonly item: Item; readonly others: Item[] }[] = [];
  const machines = new Map<unknown, Map<string, Item[]>>();
  for (const item of items) {
    const { finding, state, machine } = tell(item);
    const { severity, rule, message, hint = '' } = finding;
    const named = state === undefined ? undefined : `State "${state}"`;
    if (severity !== 'WARNING' || named === undefined || !message.startsWith(named)) {
      groups.push({ item, others: [] });
      continue;
    }
    const key = JSON.stringify([rule, message.slice(named.length), hint]);
    const known = machines.get(machine) ?? new Map<string, Item[]>();
    machines.set(machine, known);
    const others = known.get(key);
    if (others !== undefined) {
      others.push(item);
      continue;
    }
    const group = { item, others: [] };
    known.set(key, group.others);
    groups.push(group);
  }
  return groups;
}

const MOST_NAMED = 8;

/** The line that names the other states of a warning; undefined where it came once. */
export function othersText(others: readonly string[]): string | undefined {
  if (others.length === 0) return undefined;
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
  return `The same holds for ${others.length === 1 ? 'one other state' : `${others.length} other states`}: ${others.slice(0, MOST_NAMED).join(', ')}${more}`;
}
