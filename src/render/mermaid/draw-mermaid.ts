import type { StateType } from '../../asl';
import { endOf, type GraphEdge, type GraphGroup, type GraphNode, startOf } from '../graph/graph';
import { type Marks, TONES } from '../marks/marks';
import { shortened, shownText } from '../shown-text';
import { quoted, quotedLines } from './quoted';
import { KIND_STYLES, TONE_LINKS, TONE_STYLES } from './styles';

/** A flow chart, with what Mermaid counts. */
export interface MermaidText {
  readonly text: string;
  readonly edges: number;
}

/** Conditions and lists of errors are cut after so many characters: the graph model has them whole. */
const LONGEST_LABEL = 80;

/** How a kind is boxed: the kinds differ in shape, not by colour alone. */
const BOXES: Readonly<Record<StateType, readonly [open: string, close: string]>> = {
  Task: ['[', ']'],
  Pass: ['[/', '/]'],
  Choice: ['{{', '}}'],
  Wait: ['(', ')'],
  Succeed: ['([', '])'],
  Fail: ['[[', ']]'],
  Parallel: ['[[', ']]'],
  Map: ['[[', ']]'],
};

/** What stands before a name that is not text of the definition. */
const SIGNS: Partial<Readonly<Record<StateType, string>>> = { Wait: '⏱', Succeed: '✓', Fail: '✗', Map: '⟳', Parallel: '∥' };

/** Which way a flow chart goes: from the top down, or from left to right. */
export type Direction = 'TD' | 'LR';

/** Draws a group as a flow chart. */
export function drawMermaid(group: GraphGroup, marks: Marks, comments: readonly string[], direction: Direction): MermaidText {
  return new Chart(marks).draw(group, comments, direction);
}

class Chart {
  private readonly lines: string[] = [];
  private readonly ids = new Map<string, string>();
  private readonly classes = new Map<string, string[]>();
  private readonly linkStyles = new Map<string, number[]>();
  private readonly retriers = new Map<string, GraphEdge[]>();
  private edges = 0;
  private circles = 0;

  constructor(private readonly marks: Marks) {}

  draw(group: GraphGroup, comments: readonly string[], direction: Direction): MermaidText {
    this.lines.push(`flowchart ${direction}`);
    for (const comment of comments) this.lines.push(`  %% ${comment}`);
    this.group(group, '  ');
    for (const [style, ids] of [...this.classes].sort(([one], [other]) => (one < other ? -1 : 1))) {
      this.lines.push(`  classDef ${style} ${(KIND_STYLES as Readonly<Record<string, string>>)[style] ?? TONE_STYLES[style as never]}`);
      this.lines.push(`  class ${ids.join(',')} ${style}`);
    }
    for (const [style, numbers] of this.linkStyles) this.lines.push(`  linkStyle ${numbers.join(',')} ${style}`);
    return { text: `${this.lines.join('\n')}\n`, edges: this.edges };
  }

  private group(group: GraphGroup, indent: string): void {
    for (const edge of group.edges)
      if (edge.kind === 'retry') this.retriers.set(edge.from, [...(this.retriers.get(edge.from) ?? []), edge]);
    const start = this.circle('start');
    this.lines.push(`${indent}${start}((" "))`);
    for (const node of group.nodes) this.node(node, indent);
    this.link(`${indent}${start} --> ${this.idOf(group.startAt)}`, this.linkStyle(startOf(group)));
    for (const edge of group.edges) this.edge(edge, group, indent);
    const ends = group.nodes.filter(({ ends, kind }) => ends && kind !== 'Succeed' && kind !== 'Fail');
    if (ends.length === 0) return;
    const end = this.circle('stop');
    this.lines.push(`${indent}${end}(((" ")))`);
    for (const node of ends) this.link(`${indent}${this.idOf(node.name)} --> ${end}`, this.linkStyle(endOf(node)));
  }

  private node(node: GraphNode, indent: string): void {
    const id = this.idOf(node.name);
    const mark = this.marks.nodes.get(node.name);
    const sign = mark === undefined ? undefined : TONES[mark.tone].sign;
    const own = SIGNS[node.kind];
    const title = [sign, own === sign ? '' : own, node.name].filter((part) => part !== undefined && part !== '').join(' ');
    const lines = [title, ...(node.detail === undefined ? [] : [node.detail]), ...this.retries(node), ...(mark?.notes ?? [])];
    if (node.folded !== undefined) lines.push(`${node.folded} ${node.folded === 1 ? 'state' : 'states'} folded`);
    this.style(id, mark?.tone ?? node.kind.toLowerCase());
    if (node.groups.length === 0) {
      const [open, close] = BOXES[node.kind];
      this.lines.push(`${indent}${id}${open}${quotedLines(lines.map((line) => cut(line)))}${close}`);
      return;
    }
    // The title of a subgraph has room for one line.
    this.lines.push(`${indent}subgraph ${id}[${quoted(cut(lines.join(' · '), 2 * LONGEST_LABEL))}]`);
    for (const [index, inner] of node.groups.entries()) this.inner(id, inner, index, node.groups.length, `${indent}  `);
    this.lines.push(`${indent}end`);
  }

  private inner(id: string, group: GraphGroup, index: number, count: number, indent: string): void {
    if (count === 1) {
      this.group(group, indent);
      return;
    }
    this.lines.push(`${indent}subgraph ${id}b${index}[${quoted(group.label)}]`);
    this.group(group, `${indent}  `);
    this.lines.push(`${indent}end`);
  }

  /** Retriers are lines of their state: as arrows they would be loops around nearly every task. */
  private retries({ name }: GraphNode): string[] {
    return (this.retriers.get(name) ?? []).map(({ label }) => `↻ ${label}`);
  }

  private edge(edge: GraphEdge, group: GraphGroup, indent: string): void {
    if (edge.kind === 'retry') return;
    const mark = this.marks.edges.get(edge.pointer);
    const words = [mark === undefined ? '' : TONES[mark.tone].sign, cut(edge.label), mark?.note ?? '']
      .filter((part) => part !== '')
      .join(' ');
    const [from, to] = [this.idOf(edge.from), this.idOf(edge.to)];
    const arrow = `${edge.kind === 'catch' ? '-.->' : '-->'}${words === '' ? '' : `|${quoted(words)}|`}`;
    const around = edge.from === edge.to ? group.nodes.find(({ name }) => name === edge.from) : undefined;
    if (around === undefined || around.groups.length === 0) {
      this.link(`${indent}${from} ${arrow} ${to}`, this.linkStyle(edge.pointer));
      return;
    }
    // Mermaid cannot draw an edge from a subgraph to itself: it goes by way of a node.
    const again = this.circle('again');
    this.lines.push(`${indent}${again}(("↻"))`);
    this.link(`${indent}${from} ${arrow} ${again}`, this.linkStyle(edge.pointer));
    this.link(`${indent}${again} --> ${to}`);
  }

  private linkStyle(pointer: string): string | undefined {
    const mark = this.marks.edges.get(pointer);
    return mark && TONE_LINKS[mark.tone];
  }

  private link(line: string, style?: string): void {
    this.lines.push(line);
    if (style !== undefined) {
      const numbers = this.linkStyles.get(style);
      if (numbers === undefined) this.linkStyles.set(style, [this.edges]);
      else numbers.push(this.edges);
    }
    this.edges++;
  }

  private circle(style: string): string {
    const id = `c${this.circles++}`;
    this.style(id, style);
    return id;
  }

  private style(id: string, style: string): void {
    const ids = this.classes.get(style);
    if (ids === undefined) this.classes.set(style, [id]);
    else ids.push(id);
  }

  private idOf(name: string): string {
    let id = this.ids.get(name);
    if (id === undefined) {
      id = `s${this.ids.size}`;
      this.ids.set(name, id);
    }
    return id;
  }
}

function cut(text: string, longest: number = LONGEST_LABEL): string {
  return shortened(shownText(text), longest);
}
