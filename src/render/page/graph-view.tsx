import type { HTMLAttributes, JSX } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { PageMachine } from '../html/page-data';
import { type Marks, TONES } from '../marks/marks';
import { coordinate } from '../svg/xml';
import { type DrawnGraph, drawnGraph, foldedAtFirst, neighbour } from './drawn-graph';
import { statesAround } from './report-index';
import { fitted, moved, shownAround, type ViewPlace, zoomed } from './view-place';

/** The graph of a machine, to be moved, enlarged and folded. */
export interface GraphViewProps {
  readonly machine: PageMachine;
  readonly marks: Marks;
  /** The state that is picked. */
  readonly picked: string | undefined;
  readonly onPick: (state: string) => void;
}

const PAN = 60;

/** Gives the graph: arrow keys move from state to state, with Shift the picture; `+`, `-` and `0` change its size, `f` folds. */
export function GraphView({ machine, marks, picked, onPick }: GraphViewProps): JSX.Element {
  const [folds, setFolds] = useState<{ readonly of: PageMachine; readonly names: ReadonlySet<string> }>();
  const names = folds?.of === machine ? folds.names : undefined;
  const around = useMemo(() => new Set(picked === undefined ? [] : statesAround(machine, picked)), [machine, picked]);
  const folded = useMemo(() => {
    const closed = names ?? foldedAtFirst(machine.graph.group);
    return new Set([...closed].filter((name) => !around.has(name)));
  }, [names, machine, around]);
  const key = [...folded].join('\n');
  const drawn = useMemo(() => drawnGraph(machine.graph, marks, folded), [machine, marks, key]);
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<ViewPlace>({ x: 0, y: 0, scale: 1 });
  const size = (): readonly [number, number] => [box.current?.clientWidth ?? 800, box.current?.clientHeight ?? 500];
  const toggle = (name: string): void => {
    const next = new Set(folded);
    if (!next.delete(name)) next.add(name);
    setFolds({ of: machine, names: next });
    if (around.has(name)) onPick(name);
  };
  useLayoutEffect(() => setPlace(fitted(drawn, size())), [machine]);
  useLayoutEffect(() => {
    const state = drawn.states.find(({ node }) => node.name === picked);
    if (state !== undefined) setPlace((before) => shownAround(before, state, size()));
  }, [drawn, picked]);
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [0, PAN],
      ArrowDown: [0, -PAN],
      ArrowLeft: [PAN, 0],
      ArrowRight: [-PAN, 0],
    };
    const step = steps[event.key];
    const foldable = drawn.states.find(({ node }) => node.name === picked && (node.groups.length > 0 || node.folded !== undefined));
    if (step !== undefined && event.shiftKey) setPlace((before) => moved(before, ...step));
    else if (step !== undefined) {
      const next = neighbour(drawn.states, picked, event.key);
      if (next !== undefined) onPick(next);
    } else if (event.key === '+' || event.key === '=') setPlace((before) => zoomed(before, 1.25, size()));
    else if (event.key === '-') setPlace((before) => zoomed(before, 0.8, size()));
    else if (event.key === '0') setPlace(fitted(drawn, size()));
    else if (event.key === 'f' && foldable !== undefined) toggle(foldable.node.name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const drag = useDrag(setPlace);
  const turn = (event: WheelEvent): void => {
    event.preventDefault();
    const { left = 0, top = 0 } = box.current?.getBoundingClientRect() ?? {};
    if (event.ctrlKey || event.metaKey)
      setPlace((before) => zoomed(before, Math.exp(-event.deltaY / 300), size(), [event.clientX - left, event.clientY - top]));
    else setPlace((before) => moved(before, -event.deltaX, -event.deltaY));
  };
  useEffect(() => {
    const element = box.current;
    element?.addEventListener('wheel', turn, { passive: false });
    return () => element?.removeEventListener('wheel', turn);
  }, []);
  return (
    <div class="graph">
      <div
        ref={box}
        class="viewport"
        role="application"
        tabIndex={0}
        aria-label={`Graph of ${machine.name}. Arrow keys go from state to state, Shift and arrow keys move the picture, plus, minus and 0 change its size, f folds a Map or Parallel state.`}
        aria-activedescendant={picked === undefined ? undefined : `state-${drawn.states.findIndex(({ node }) => node.name === picked)}`}
        onKeyDown={press}
        {...drag}
      >
        <Picture drawn={drawn} marks={marks} place={place} picked={picked} onPick={onPick} onFold={toggle} />
      </div>
      <div class="graph-tools">
        <button type="button" aria-label="Enlarge" onClick={() => setPlace((before) => zoomed(before, 1.25, size()))}>
          +
        </button>
        <button type="button" aria-label="Make smaller" onClick={() => setPlace((before) => zoomed(before, 0.8, size()))}>
          −
        </button>
        <button type="button" onClick={() => setPlace(fitted(drawn, size()))}>
          Fit
        </button>
      </div>
      {marks.summary === undefined ? null : <p class="summary">{marks.summary}</p>}
    </div>
  );
}

interface PictureProps {
  readonly drawn: DrawnGraph;
  readonly marks: Marks;
  readonly place: ViewPlace;
  readonly picked: string | undefined;
  readonly onPick: (state: string) => void;
  readonly onFold: (state: string) => void;
}

/** The picture itself. It is read as XML, in which a text can be nothing else. */
function Picture({ drawn, marks, place, picked, onPick, onFold }: PictureProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { width, height, body, states } = drawn;
  useLayoutEffect(() => {
    const [w, h] = [coordinate(width), coordinate(height)];
    const text = `<svg xmlns="http://www.w3.org/2000/svg" class="ds" width="${w}" height="${h}" viewBox="0 0 ${w} ${h}">${body}</svg>`;
    const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
    box.current?.replaceChildren(document.importNode(documentElement, true));
    for (const [index, element] of [...(box.current?.querySelectorAll<SVGGElement>('g[data-state]') ?? [])].entries()) {
      const { node, width: wide } = states[index] as DrawnGraph['states'][number];
      const mark = marks.nodes.get(node.name);
      element.id = `state-${index}`;
      element.setAttribute('role', 'group');
      element.setAttribute('aria-label', [`${node.kind} ${node.name}`, ...(mark === undefined ? [] : [TONES[mark.tone].word])].join(', '));
      if (node.groups.length > 0 || node.folded !== undefined) element.append(foldSign(index, node.folded !== undefined, wide));
    }
  }, [drawn, marks]);
  useLayoutEffect(() => {
    for (const [index, element] of [...(box.current?.querySelectorAll<SVGGElement>('g[data-state]') ?? [])].entries())
      element.classList.toggle('picked-state', states[index]?.node.name === picked);
  }, [drawn, marks, picked]);
  const click = (event: MouseEvent): void => {
    const target = event.target as Element;
    const sign = target.closest('[data-fold]');
    const at = sign?.getAttribute('data-fold') ?? target.closest('g[data-state]')?.id.slice('state-'.length);
    const name = at === undefined ? undefined : states[Number(at)]?.node.name;
    if (name !== undefined) (sign === null ? onPick : onFold)(name);
  };
  const transform = `translate(${place.x}px, ${place.y}px) scale(${place.scale})`;
  return <div ref={box} class="picture" style={{ transform }} onClick={click} />;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A small square with a minus or a plus at the corner of a Map or Parallel state. */
function foldSign(index: number, folded: boolean, width: number): SVGGElement {
  const sign = document.createElementNS(SVG, 'g');
  sign.setAttribute('class', 'fold');
  sign.setAttribute('data-fold', String(index));
  sign.setAttribute('transform', `translate(${coordinate(width - 26)} 8)`);
  const square = document.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ width: '18', height: '18', rx: '4' })) square.setAttribute(name, value);
  const line = document.createElementNS(SVG, 'path');
  line.setAttribute('d', folded ? 'M5 9H13M9 5V13' : 'M5 9H13');
  const title = document.createElementNS(SVG, 'title');
  title.textContent = folded ? 'Unfold' : 'Fold';
  sign.append(title, square, line);
  return sign;
}

/** Moves the picture with the mouse or a finger. A click that hardly moves is a click. */
function useDrag(setPlace: (change: (before: ViewPlace) => ViewPlace) => void): HTMLAttributes<HTMLDivElement> {
  const from = useRef<{ x: number; y: number; far: boolean } | undefined>(undefined);
  return {
    onPointerDown: (event) => {
      if (event.button === 0) from.current = { x: event.clientX, y: event.clientY, far: false };
    },
    onPointerMove: (event) => {
      const start = from.current;
      if (start === undefined) return;
      const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
      if (!start.far && Math.abs(dx) + Math.abs(dy) < 5) return;
      if (!start.far) event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, y: event.clientY, far: true };
      setPlace((before) => moved(before, dx, dy));
    },
    onPointerUp: () => {
      from.current = undefined;
    },
    onPointerCancel: () => {
      from.current = undefined;
    },
  };
}
