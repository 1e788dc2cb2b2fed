import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { allNodes } from '../all-nodes';
import type { PageMachine } from '../html/page-data';
import type { Marks } from '../marks/marks';
import { shownText } from '../shown-text';
import { GraphView } from './graph-view';
import { SearchField } from './search-field';
import { StateDetail } from './state-detail';
import { VirtualList } from './virtual-list';

interface DefinitionViewProps {
  readonly machine: PageMachine;
  readonly picked: string | undefined;
  readonly onPick: (state: string) => void;
}

/** A definition alone: its graph, its states to be searched, and what it says of each. */
export function DefinitionView({ machine, picked, onPick }: DefinitionViewProps): JSX.Element {
  const [search, setSearch] = useState('');
  const marks = useMemo(
    (): Marks => ({ nodes: new Map(machine.marks?.nodes), edges: new Map(machine.marks?.edges), summary: machine.marks?.summary }),
    [machine],
  );
  const nodes = useMemo(() => {
    const wanted = search.trim().toLowerCase();
    return allNodes(machine.graph.group).filter((node) =>
      [node.name, node.kind, node.detail ?? '', node.comment ?? ''].some((text) => text.toLowerCase().includes(wanted)),
    );
  }, [machine, search]);
  return (
    <>
      <header class="banner plain">
        <h1>{machine.name}</h1>
        <p>{marks.summary ?? `${allNodes(machine.graph.group).length} states, begins with ${machine.graph.group.startAt}.`}</p>
      </header>
      <div class="panes design">
        <nav class="pane states" aria-label="States">
          <SearchField search={search} onSearch={setSearch} />
          <VirtualList
            id="state-row"
            label="States"
            count={nodes.length}
            rowHeight={28}
            picked={nodes.findIndex(({ name }) => name === picked)}
            onPick={(index) => onPick(nodes[index]?.name ?? '')}
            rowClass={() => 'state-row'}
            row={(index) => (
              <>
                {shownText(nodes[index]?.name ?? '')} <span class="kind">{nodes[index]?.kind}</span>
              </>
            )}
          />
        </nav>
        <section class="pane" aria-label="Graph">
          <GraphView machine={machine} marks={marks} picked={picked} onPick={onPick} />
        </section>
        <aside class="pane detail" aria-label="Details">
          {picked === undefined ? (
            <p class="told">Pick a state in the graph or in the list.</p>
          ) : (
            <StateDetail machine={machine} state={picked} open />
          )}
        </aside>
      </div>
    </>
  );
}
