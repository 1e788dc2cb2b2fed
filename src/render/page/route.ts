/** What the address says is to be seen: part of it, so that a link leads to a step. */
export interface Route {
  readonly view: 'runs' | 'coverage' | 'definition';
  /** Id of the run, or index of the machine. */
  readonly id: string;
  /** The run whose step or state is picked: the one shown, or one that it started. */
  readonly picked: string | undefined;
  readonly step: number | undefined;
  readonly state: string | undefined;
  readonly tab: Tab | undefined;
}

/** The lists below the graph. */
export type Tab = 'steps' | 'timeline' | 'events';
export const TABS: readonly Tab[] = ['steps', 'timeline', 'events'];

/** Reads `#/run/12/in/12.1/step/3?tab=events` and the like. Undefined for anything else. */
export function readRoute(hash: string): Route | undefined {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const [, word, id, ...rest] = path.split('/').map(decoded);
  const views: Readonly<Record<string, Route['view']>> = { run: 'runs', coverage: 'coverage', definition: 'definition' };
  const view = word !== undefined && Object.hasOwn(views, word) ? views[word] : undefined;
  if (view === undefined || id === undefined) return undefined;
  const after = (name: string): string | undefined => {
    const at = rest.findIndex((part, index) => index % 2 === 0 && part === name);
    return at < 0 ? undefined : rest[at + 1];
  };
  const tab = new URLSearchParams(query).get('tab') as Tab | null;
  const step = Number(after('step'));
  return {
    view,
    id,
    picked: after('in'),
    step: Number.isInteger(step) && step > 0 ? step : undefined,
    state: after('state'),
    tab: tab !== null && TABS.includes(tab) ? tab : undefined,
  };
}

/** Writes what {@link readRoute} reads. */
export function routeText({ view, id, picked, step, state, tab }: Route): string {
  const parts = [view === 'runs' ? 'run' : view, id];
  if (picked !== undefined && picked !== id) parts.push('in', picked);
  if (step !== undefined) parts.push('step', String(step));
  else if (state !== undefined) parts.push('state', state);
  return `#/${parts.map(encodeURIComponent).join('/')}${tab === undefined || tab === 'steps' ? '' : `?tab=${tab}`}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
