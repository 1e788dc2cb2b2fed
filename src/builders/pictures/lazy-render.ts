// Most apps draw nothing.
let loaded: typeof import('../../render') | undefined;

/** The room that draws, loaded with the first picture. */
export function loadRender(): typeof import('../../render') {
  const room: typeof import('../../render') = loaded ?? require('../../render');
  loaded = room;
  return room;
}
