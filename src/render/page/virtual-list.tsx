import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A list of which only the rows in sight are elements. */
export interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  readonly rowHeight: number;
  /** Index of the picked row; -1 for none. */
  readonly picked: number;
  readonly onPick: (index: number) => void;
  readonly row: (index: number) => ComponentChildren;
  readonly rowClass?: (index: number) => string;
  /** `tree`: rows have levels, and may be open or closed. */
  readonly role?: 'listbox' | 'tree';
  readonly level?: (index: number) => number;
  readonly open?: (index: number) => boolean | undefined;
  readonly onOpen?: (index: number, open: boolean) => void;
  readonly id: string;
}

/** Rows beyond the edges, so that scrolling shows no blanks. */
const SPARE = 12;

/** Gives a list that shows ten thousands of rows at once, and is moved through by keys. */
export function VirtualList(props: VirtualListProps): JSX.Element {
  const { label, count, rowHeight, picked, onPick, row, rowClass, role = 'listbox', level, open, onOpen, id } = props;
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 600 });
  const measure = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = box.current ?? {};
    setView({ top: scrollTop, height: clientHeight });
  };
  useLayoutEffect(measure, [count]);
  useEffect(() => {
    const watch = new ResizeObserver(measure);
    if (box.current !== null) watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    if (picked >= 0 && box.current !== null) reveal(box.current, picked * rowHeight, rowHeight);
  }, [picked, count]);
  const from = Math.max(0, Math.floor(view.top / rowHeight) - SPARE);
  const to = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + SPARE);
  const move = (event: KeyboardEvent): void => {
    const target = movedTo(event.key, picked, count, Math.max(1, Math.floor(view.height / rowHeight) - 1));
    const isOpen = picked < 0 ? undefined : open?.(picked);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowRight' && isOpen === false) onOpen?.(picked, true);
    else if (event.key === 'ArrowLeft' && isOpen === true) onOpen?.(picked, false);
    else if (event.key === 'ArrowLeft' && level !== undefined) onPick(parentOf(picked, level));
    else if (target !== undefined && count > 0) onPick(target);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const rows: JSX.Element[] = [];
  for (let index = from; index < to; index++) {
    rows.push(
      <div
        key={index}
        id={`${id}-${index}`}
        role={role === 'tree' ? 'treeitem' : 'option'}
        aria-selected={index === picked}
        aria-setsize={count}
        aria-posinset={index + 1}
        aria-level={level?.(index)}
        aria-expanded={open?.(index)}
        class={`row ${index === picked ? 'picked' : ''} ${rowClass?.(index) ?? ''}`}
        style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
        onClick={() => onPick(index)}
      >
        {row(index)}
      </div>,
    );
  }
  return (
    <div
      ref={box}
      class="list"
      role={role}
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={picked >= from && picked < to ? `${id}-${picked}` : undefined}
      onScroll={measure}
      onKeyDown={move}
    >
      <div class="rows" role="presentation" style={{ height: `${count * rowHeight}px` }}>
        {rows}
      </div>
    </div>
  );
}

function movedTo(key: string, picked: number, count: number, page: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: picked + 1,
    ArrowUp: picked - 1,
    PageDown: picked + page,
    PageUp: picked - page,
    Home: 0,
    End: count - 1,
  };
  const target = Object.hasOwn(moves, key) ? moves[key] : undefined;
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}

function parentOf(index: number, level: (index: number) => number): number {
  let at = index;
  while (at > 0 && level(at) >= level(index)) at--;
  return Math.max(0, at);
}

function reveal(box: HTMLElement, top: number, height: number): void {
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
