/** The room that draws: most test files draw nothing. */
type Render = typeof import('../render');

let loaded: Render | undefined;

/** The room that draws, loaded when it is first asked for. */
export function loadRender(): Render {
  loaded ??= require('../render') as Render;
  return loaded;
}
