import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PageData } from '../html/page-data';
import type { ReportRun } from '../report/report-data';
import { Announcement } from './announcement';
import { CoverageView } from './coverage-view';
import { DefinitionView } from './definition-view';
import { HeaderBar } from './header-bar';
import type { OnPick, Picked } from './picked';
import { failingStep, firstLook, reportIndex } from './report-index';
import { type Route, readRoute, routeText, TABS, type Tab } from './route';
import { RunView } from './run-view';
import { Sidebar } from './sidebar';

/** The whole page. What is seen stands in its address. */
export function App({ data }: { readonly data: PageData }): JSX.Element {
  const index = useMemo(() => reportIndex(data), [data]);
  const [route, setRoute] = useState(() => readRoute(location.hash));
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const read = (): void => setRoute(readRoute(location.hash));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  const go = (next: Route, replace: boolean): void => {
    if (replace) history.replaceState(null, '', routeText(next));
    else history.pushState(null, '', routeText(next));
    setRoute(next);
  };
  const tab = route?.tab ?? 'steps';
  const run = (route?.view === 'runs' ? index.runs.get(route.id) : undefined) ?? index.roots[0];
  const openRun = (next: ReportRun): void => go({ ...NOWHERE, view: 'runs', id: next.id, tab }, false);
  const onPick: OnPick = (of, step, state) => {
    if (run !== undefined)
      go({ view: 'runs', id: run.id, picked: of.id, step: step?.number, state: step === undefined ? state : undefined, tab }, true);
  };
  const onTab = (next: Tab): void => {
    if (run !== undefined) go({ ...(route?.view === 'runs' ? route : NOWHERE), view: 'runs', id: run.id, tab: next }, true);
  };
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const typing = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      if (event.key === 'Escape') setHelp(false);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = run === undefined ? -1 : index.roots.indexOf(run);
      const failed = run === undefined ? undefined : failingStep(run);
      const other = { '[': index.roots[at - 1], ']': index.roots[at + 1] }[event.key];
      if (event.key === '/') document.querySelector<HTMLElement>(tab === 'events' ? '.event-search' : '.main-search')?.focus();
      else if (event.key === '?') setHelp(!help);
      else if (other !== undefined) openRun(other);
      else if (data.kind === 'report' && TABS[Number(event.key) - 1] !== undefined) onTab(TABS[Number(event.key) - 1] as Tab);
      else if (event.key === 'e' && run !== undefined && failed !== undefined) onPick(run, failed);
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const machine = data.machines[Number(route?.id ?? 0)] ?? data.machines[0];
  const pickState = (view: Route['view']) => (state: string | undefined) =>
    go({ ...NOWHERE, view, id: route?.view === view ? route.id : '0', state }, true);
  return (
    <>
      <HeaderBar data={data} help={help} onHelp={setHelp} />
      <div class={`content ${data.kind}`}>
        {data.kind === 'report' ? (
          <Sidebar
            index={index}
            route={route ?? (run === undefined ? undefined : { ...NOWHERE, id: run.id })}
            onRun={openRun}
            onCoverage={(number) => go({ ...NOWHERE, view: 'coverage', id: String(number) }, false)}
          />
        ) : null}
        <main>
          {data.kind === 'definition' && machine !== undefined ? (
            <DefinitionView machine={machine} picked={route?.state} onPick={pickState('definition')} />
          ) : route?.view === 'coverage' && machine !== undefined ? (
            <CoverageView key={machine.name} machine={machine} picked={route.state} onPick={pickState('coverage')} />
          ) : run === undefined ? (
            <p class="told">This report holds no execution.</p>
          ) : (
            <RunView key={run.id} index={index} run={run} picked={pickedIn(route, run)} tab={tab} onPick={onPick} onTab={onTab} />
          )}
        </main>
      </div>
      <Announcement />
    </>
  );

  function pickedIn(at: Route | undefined, shown: ReportRun): Picked {
    const of = (at?.picked === undefined ? undefined : index.runs.get(at.picked)) ?? shown;
    const step = index.stepOf(of, at?.step) ?? (at?.state === undefined ? firstLook(of) : undefined);
    return { run: of, step, state: at?.state };
  }
}

const NOWHERE: Route = { view: 'runs', id: '', picked: undefined, step: undefined, state: undefined, tab: undefined };
