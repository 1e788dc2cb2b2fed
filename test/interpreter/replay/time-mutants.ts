/** A definition with one number or name of it changed. */
export interface TimeMutant {
  readonly kind: string;
  /** The state that has another name. */
  readonly renamed?: string;
  readonly definition: object;
}

type Fields = Record<string, unknown>;

/** Definitions that differ from this one in a time, a concurrency, a name or a way. */
export function timeMutants(definition: object): TimeMutant[] {
  const found: TimeMutant[] = [];
  const visit = (value: unknown, path: readonly string[]): void => {
    if (typeof value !== 'object' || value === null) return;
    const put = (kind: string, changes: Fields, renamed?: string): void => {
      const copy = JSON.parse(JSON.stringify(definition)) as Fields;
      const place = path.reduce((at, key) => at[key] as Fields, copy);
      for (const [name, to] of Object.entries(changes)) {
        if (to === undefined) delete place[name];
        else place[name] = to;
      }
      found.push({ kind, definition: copy, ...(renamed === undefined ? {} : { renamed }) });
    };
    putChanges(value as Fields, put);
    if (typeof (value as Fields).StartAt === 'string') putWays(value as { StartAt: string; States: Record<string, Fields> }, put);
    for (const [key, inner] of Object.entries(value)) visit(inner, [...path, key]);
  };
  visit(definition, []);
  return found;
}

function putChanges(fields: Fields, put: (kind: string, changes: Fields) => void): void {
  const { Type, ErrorEquals, Next } = fields;
  const number = (name: string, otherwise: number): number => (typeof fields[name] === 'number' ? (fields[name] as number) : otherwise);
  if (Type === 'Wait' && typeof fields.Seconds === 'number') {
    for (const by of [-2, -1, 1, 2, 60]) if (fields.Seconds + by >= 0) put('Seconds', { Seconds: fields.Seconds + by });
  }
  if (Type === 'Task') put('TimeoutSeconds', { TimeoutSeconds: number('TimeoutSeconds', 50) + 1 });
  if (Type === 'Map' && fields.MaxConcurrencyPath === undefined) {
    for (const most of [1, 2, 3]) if (fields.MaxConcurrency !== most) put('MaxConcurrency', { MaxConcurrency: most });
    if (fields.MaxConcurrency !== undefined) put('MaxConcurrency', { MaxConcurrency: undefined });
  }
  if (Array.isArray(ErrorEquals) && Next === undefined) {
    const interval = number('IntervalSeconds', 1);
    for (const by of [-1, 1, 2, 5]) if (interval + by >= 1) put('IntervalSeconds', { IntervalSeconds: interval + by });
    put('BackoffRate', { BackoffRate: number('BackoffRate', 2) + 1 });
    put('MaxDelaySeconds', { IntervalSeconds: interval, MaxDelaySeconds: interval + 1 });
  }
}

/** Renames a state, and leads to others than it led to. */
function putWays(
  { StartAt, States }: { StartAt: string; States: Record<string, Fields> },
  put: (kind: string, changes: Fields, renamed?: string) => void,
): void {
  const names = Object.keys(States);
  for (const name of names) {
    const text = JSON.stringify({ StartAt, States });
    put('name', JSON.parse(text.replaceAll(JSON.stringify(name), JSON.stringify(`${name} Renamed`))) as Fields, name);
    const other = names.find((each) => each !== name && each !== States[name]?.Next);
    if (States[name]?.Next !== undefined && other !== undefined)
      put('Next', { States: { ...States, [name]: { ...States[name], Next: other } } });
  }
}
