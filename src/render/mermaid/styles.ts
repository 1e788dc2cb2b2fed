import type { Tone } from '../marks/marks';

/** Fill, edge and text by kind: each text is readable on its fill, whether the page is light or dark. */
export const KIND_STYLES = {
  task: 'fill:#e8f1fd,stroke:#2563a8,color:#0b2540',
  pass: 'fill:#f1f3f5,stroke:#5f6b76,color:#1f2933',
  choice: 'fill:#fff4d6,stroke:#9a6700,color:#4a3200',
  wait: 'fill:#eee9fb,stroke:#6b46c1,color:#2f1d63',
  succeed: 'fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a',
  fail: 'fill:#ffe3e3,stroke:#c4232f,color:#66090f',
  parallel: 'fill:#f7fafc,stroke:#5f6b76,color:#1f2933',
  map: 'fill:#f7fafc,stroke:#2563a8,color:#1f2933',
  start: 'fill:#5f6b76,stroke:#5f6b76,color:#ffffff',
  stop: 'fill:#5f6b76,stroke:#5f6b76,color:#ffffff',
  again: 'fill:#f1f3f5,stroke:#5f6b76,color:#1f2933',
} as const;

/** The same by tone, where something is drawn over the graph. */
export const TONE_STYLES: Readonly<Record<Tone, string>> = {
  succeeded: 'fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a',
  failed: 'fill:#ffe3e3,stroke:#c4232f,color:#66090f,stroke-width:3px',
  caught: 'fill:#fff4d6,stroke:#9a6700,color:#4a3200',
  waiting: 'fill:#e8f1fd,stroke:#2563a8,color:#0b2540,stroke-width:3px',
  aborted: 'fill:#f1f3f5,stroke:#5f6b76,color:#1f2933,stroke-dasharray:4',
  unvisited: 'fill:#f7fafc,stroke:#8a949e,color:#4b5560',
  covered: 'fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a',
  missed: 'fill:#ffe3e3,stroke:#c4232f,color:#66090f,stroke-width:3px',
  added: 'fill:#dcf5e3,stroke:#1a7f37,color:#0b3d1a,stroke-width:3px',
  removed: 'fill:#ffe3e3,stroke:#c4232f,color:#66090f,stroke-dasharray:4',
  changed: 'fill:#fff4d6,stroke:#9a6700,color:#4a3200,stroke-width:3px',
};

/** Of edges. */
export const TONE_LINKS: Readonly<Record<Tone, string>> = {
  succeeded: 'stroke:#1a7f37,stroke-width:3px',
  failed: 'stroke:#c4232f,stroke-width:3px',
  caught: 'stroke:#9a6700,stroke-width:3px',
  waiting: 'stroke:#2563a8,stroke-width:3px',
  aborted: 'stroke:#8a949e',
  unvisited: 'stroke:#8a949e',
  covered: 'stroke:#1a7f37',
  missed: 'stroke:#c4232f,stroke-width:3px',
  added: 'stroke:#1a7f37,stroke-width:3px',
  removed: 'stroke:#c4232f,stroke-width:2px,stroke-dasharray:4',
  changed: 'stroke:#9a6700,stroke-width:3px',
};
