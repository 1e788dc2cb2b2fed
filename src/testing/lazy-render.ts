// Most test files draw nothing.
let loaded: typeof import('../render') | undefined;

/** The room that draws, loaded when it is first asked for. */
export function loadRender(): typeof import('../render') {
  loaded ??= require('../render') as typeof import('../render');
  return loaded;
}
