// Most test files draw nothing.
let loaded: typeof import('../render') | undefined;

/** The room that draws, loaded when it is first asked for. */
export function loadRender(): typeof import('../render') {
  const room: typeof import('../render') = loaded ?? require('../render');
  loaded = room;
  return room;
}
